//! Multipart forms: each part a field or a file, taken as it arrives.

use std::borrow::Cow;
use std::io;

use bytes::BytesMut;
use encoding_rs::Encoding;
use faultless_model::{Input, Opaque};
use http::header::{CONTENT_DISPOSITION, HeaderName, HeaderValue};
use multer::{Field, Multipart};

use super::options::Options;
use super::paced::{Paced, Stage};
use super::upload::{Arriving, Destination};
use super::{FormPlan, refused};
use crate::exception::{Exception, Result};
use crate::form_limits::FormLimits;
use crate::param::header::latin;
use crate::request::Request;

/// What python-multipart says of anything that it cannot read.
const INVALID: &str = "Invalid multipart data.";

/// Receives a multipart form. One that ends too early has the parts that are whole, as in `FastAPI`.
pub(super) async fn receive(
    request: &mut Request,
    options: &Options<'_>,
    plan: &FormPlan,
    limits: &FormLimits,
) -> Result<Vec<(String, Input<'static>)>> {
    let Some(boundary) = options.get("boundary") else {
        return Err(refused("Missing boundary in multipart."));
    };
    let Ok(boundary) = String::from_utf8(boundary.into_owned()) else {
        return Err(refused(INVALID));
    };
    let charset = Charset::of(options);
    let (stream, stage, body) = Paced::new(request.stream()?, &boundary);
    let mut parts = Parts {
        plan,
        limits,
        charset,
        stage,
        items: Vec::new(),
        fields: 0,
        files: 0,
    };
    let mut multipart = Multipart::new(stream, boundary);
    match parts.take_all(&mut multipart).await {
        Ok(()) => {
            drop(multipart);
            body.drain().await;
            Ok(parts.items)
        }
        Err(Stop::Told(exception)) => Err(exception),
        Err(Stop::Of(error)) => parts.end(error),
    }
}

/// Why no more parts are taken.
enum Stop {
    Told(Exception),
    Of(multer::Error),
}

impl From<multer::Error> for Stop {
    fn from(error: multer::Error) -> Self {
        Self::Of(error)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        // The disk is full, or the like: the server's failure.
        Self::Told(Exception::new(error))
    }
}

fn stop(words: impl Into<String>) -> Stop {
    Stop::Told(refused(words))
}

struct Parts<'p> {
    plan: &'p FormPlan,
    limits: &'p FormLimits,
    charset: Charset,
    stage: Stage,
    items: Vec<(String, Input<'static>)>,
    fields: usize,
    files: usize,
}

impl Parts<'_> {
    async fn take_all(&mut self, multipart: &mut Multipart<'_>) -> Result<(), Stop> {
        loop {
            self.stage.head();
            let Some(field) = multipart.next_field().await? else {
                return Ok(());
            };
            self.stage.data();
            self.take(field).await?;
        }
    }

    async fn take(&mut self, field: Field<'_>) -> Result<(), Stop> {
        let headers = field.headers();
        let too_long = |(name, value): (&HeaderName, &HeaderValue)| {
            name.as_str().len() + ": ".len() + value.len() > self.limits.max_part_header_size
        };
        if headers.len() > self.limits.max_part_headers || headers.iter().any(too_long) {
            return Err(stop(INVALID));
        }
        let disposition = headers.get(CONTENT_DISPOSITION);
        let disposition = Options::of(disposition.map_or(&[], HeaderValue::as_bytes));
        let Some(name) = disposition.get("name") else {
            return Err(stop(
                "The Content-Disposition header field \"name\" must be provided.",
            ));
        };
        let name = self.charset.decode(name);
        if let Some(filename) = disposition.get("filename") {
            let filename = self.charset.decode(filename);
            return self.take_file(name, filename, field).await;
        }
        self.take_text(name, field).await
    }

    async fn take_text(&mut self, name: String, mut field: Field<'_>) -> Result<(), Stop> {
        self.fields += 1;
        if self.fields > self.limits.max_fields {
            return Err(stop(super::too_many_fields(self.limits.max_fields)));
        }
        let mut data = Vec::new();
        while let Some(chunk) = field.chunk().await? {
            if data.len() + chunk.len() > self.limits.max_part_size {
                return Err(stop(super::too_large("Part", self.limits.max_part_size)));
            }
            data.extend_from_slice(&chunk);
        }
        let text = self.charset.decode(Cow::Owned(data));
        self.items.push((name, text.into()));
        Ok(())
    }

    async fn take_file(
        &mut self,
        name: String,
        filename: String,
        mut field: Field<'_>,
    ) -> Result<(), Stop> {
        self.files += 1;
        let most = self.limits.max_files;
        if self.files > most {
            return Err(stop(format!(
                "Too many files. Maximum number of files is {most}."
            )));
        }
        let to = match self.plan.wanted(&name) {
            None => Destination::Nowhere,
            Some(false) => Destination::Memory(BytesMut::new()),
            Some(true) => Destination::Spool(BytesMut::new(), self.limits.memory),
        };
        let mut file = Arriving::new(without_folders(filename), field.headers().clone(), to);
        while let Some(chunk) = field.chunk().await? {
            file.write(&chunk).await?;
        }
        let file = file.finish().await?;
        self.items.push((name, Input::Opaque(Opaque::new(file))));
        Ok(())
    }

    /// What a form comes to where multer found no end of it.
    fn end(mut self, error: multer::Error) -> Result<Vec<(String, Input<'static>)>> {
        use multer::Error::{IncompleteFieldData, IncompleteStream, StreamReadFailed};
        match error {
            IncompleteStream | IncompleteFieldData { .. } if self.stage.is_over() => {
                // multer took the last part for whole; a boundary that is cut off ends none.
                if self.stage.is_cut_off() {
                    self.items.pop();
                }
                Ok(self.items)
            }
            StreamReadFailed(_) if !self.stage.is_malformed() => {
                Err(Request::unreceived(Box::new(error)))
            }
            other => Err(super::refused_for(INVALID, other)),
        }
    }
}

/// The name of a file without the folders that Internet Explorer sends with it.
fn without_folders(filename: String) -> String {
    let drive = filename
        .get(1..)
        .is_some_and(|rest| rest.starts_with(":\\"));
    match filename.rsplit_once('\\') {
        Some((_, name)) if drive || filename.starts_with("\\\\") => name.to_owned(),
        _ => filename,
    }
}

/// The web takes these labels for Windows-1252, Python for what they are.
const LATIN: [&[u8]; 5] = [b"latin-1", b"latin1", b"iso-8859-1", b"ascii", b"us-ascii"];

/// The encoding of texts: the one that the content type says, UTF-8 where it says none. What it cannot read is Latin-1.
#[derive(Clone, Copy)]
struct Charset(Option<&'static Encoding>);

impl Charset {
    fn of(options: &Options<'_>) -> Self {
        let Some(label) = options.get("charset") else {
            return Self(Some(encoding_rs::UTF_8));
        };
        let label = label.to_ascii_lowercase();
        if LATIN.contains(&&*label) {
            return Self(None);
        }
        Self(Encoding::for_label(&label))
    }

    fn decode(self, bytes: Cow<'_, [u8]>) -> String {
        let read = match self.0 {
            Some(encoding) if encoding == encoding_rs::UTF_8 => {
                return String::from_utf8(bytes.into_owned())
                    .unwrap_or_else(|error| latin(error.as_bytes()).into_owned());
            }
            Some(encoding) => encoding.decode_without_bom_handling_and_without_replacement(&bytes),
            None => None,
        };
        read.unwrap_or_else(|| latin(&bytes)).into_owned()
    }
}
