//! `UploadFile`: a file of a multipart form, in memory or on disk.

use std::borrow::Cow;
use std::fmt;
use std::io;
use std::path::Path;
use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use faultless_model::{
    Field, Input, Invalid, Opaque, OpaqueValue, Reader, Rules, Schema, Schemas, Shape,
};
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use tempfile::TempPath;
use tokio::fs::File;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::param::header::latin;

/// A file of a multipart form.
///
/// A small one is held in memory, a larger one stands in a temporary file ([`FormLimits::memory`](crate::FormLimits::memory)
/// says from when on), which is removed with the last clone of this handle. The whole form is bounded as any body is:
/// large files want a larger [`App::body_limit`](crate::App::body_limit), for the route `#[post("/", body_limit = 1 << 30)]`,
/// and time to arrive ([`App::body_timeout`](crate::App::body_timeout)). As an argument it needs no attribute:
/// `file: UploadFile`, `files: Vec<UploadFile>`, `file: Option<UploadFile>`; it can be a field of a form's model too.
///
/// # Errors
/// As an argument it rejects, as issues with a location that starts at `body`: a file that is missing (unless the type
/// is an `Option` or there is a default), and a field that is no file (`value_error`). A file without name and content,
/// which browsers send where none was chosen, counts as missing.
///
/// Reading gives the errors of the system where it stands on disk.
///
/// # Example
/// ```
/// use faultless::prelude::*;
///
/// #[post("/avatar")]
/// async fn avatar(file: UploadFile) -> Result<String> {
///     let content = file.bytes().await?;
///     Ok(format!("{}: {} bytes", file.filename(), content.len()))
/// }
///
/// let client = TestClient::new(App::new().routes(routes![avatar])).blocking();
/// let form = faultless::MultipartForm::new().file("file", "me.png", "image/png", "1234");
/// assert_eq!(client.post("/avatar").multipart(form).send().text(), "me.png: 4 bytes");
/// ```
#[derive(Clone)]
pub struct UploadFile(Arc<Upload>);

struct Upload {
    filename: String,
    content_type: Option<String>,
    headers: HeaderMap,
    size: u64,
    content: Content,
}

enum Content {
    Memory(Bytes),
    Disk(TempPath),
    /// Nobody takes a file of this name: what it held was passed over.
    None,
}

impl UploadFile {
    /// A file for a unit test that calls a handler directly.
    pub fn new(filename: impl Into<String>, content: impl Into<Bytes>) -> Self {
        let content = content.into();
        Self(Arc::new(Upload {
            filename: filename.into(),
            content_type: None,
            headers: HeaderMap::new(),
            size: content.len() as u64,
            content: Content::Memory(content),
        }))
    }

    /// Its name as the client says. It may hold anything, slashes too: never make a path of it as it is.
    #[must_use]
    pub fn filename(&self) -> &str {
        &self.0.filename
    }

    /// Its content type as the client says.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.0.content_type.as_deref()
    }

    /// How many bytes it has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.0.size
    }

    /// The headers of its part.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// Where it stands on disk; `None` for one that is held in memory. It is gone with the last clone of this handle.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &self.0.content {
            Content::Disk(path) => Some(path),
            Content::Memory(_) | Content::None => None,
        }
    }

    /// The whole content.
    ///
    /// # Errors
    /// Those of reading a file from disk.
    pub async fn bytes(&self) -> io::Result<Bytes> {
        match &self.0.content {
            Content::Memory(bytes) => Ok(bytes.clone()),
            Content::Disk(path) => tokio::fs::read(path).await.map(Bytes::from),
            Content::None => Ok(Bytes::new()),
        }
    }

    /// The content piece by piece, from its beginning.
    ///
    /// # Errors
    /// Those of opening a file on disk.
    ///
    /// # Example
    /// ```
    /// # async fn example(file: faultless::UploadFile) -> std::io::Result<()> {
    /// let mut chunks = file.chunks(64 << 10).await?;
    /// let mut size = 0;
    /// while let Some(chunk) = chunks.next().await? {
    ///     size += chunk.len();
    /// }
    /// assert_eq!(size as u64, file.size());
    /// # Ok(())
    /// # }
    /// ```
    pub async fn chunks(&self, size: usize) -> io::Result<Chunks> {
        let left = match &self.0.content {
            Content::Memory(bytes) => Left::Memory(bytes.clone()),
            Content::Disk(path) => Left::Disk {
                file: File::open(path).await?,
                _held: self.clone(),
            },
            Content::None => Left::Memory(Bytes::new()),
        };
        Ok(Chunks {
            left,
            size: size.max(1),
        })
    }

    /// Copies it to a path; a file that is there is overwritten.
    ///
    /// # Errors
    /// Those of reading and writing files.
    pub async fn copy_to(&self, path: impl AsRef<Path>) -> io::Result<()> {
        match &self.0.content {
            Content::Memory(bytes) => tokio::fs::write(path, bytes).await,
            Content::Disk(from) => tokio::fs::copy(from, path).await.map(drop),
            Content::None => tokio::fs::write(path, []).await,
        }
    }
}

impl fmt::Debug for UploadFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UploadFile")
            .field("filename", &self.filename())
            .field("size", &self.size())
            .finish_non_exhaustive()
    }
}

/// The content of an [`UploadFile`], piece by piece.
pub struct Chunks {
    left: Left,
    size: usize,
}

enum Left {
    Memory(Bytes),
    /// With the handle, so that the file stays where it is.
    Disk {
        file: File,
        _held: UploadFile,
    },
}

impl Chunks {
    /// The next piece, of the size that was asked for or less; `None` at the end.
    ///
    /// # Errors
    /// Those of reading a file from disk.
    pub async fn next(&mut self) -> io::Result<Option<Bytes>> {
        let chunk = match &mut self.left {
            Left::Memory(bytes) => bytes.split_to(self.size.min(bytes.len())),
            Left::Disk { file, .. } => {
                let mut chunk = BytesMut::with_capacity(self.size.min(1 << 20));
                file.read_buf(&mut chunk).await?;
                chunk.freeze()
            }
        };
        Ok((!chunk.is_empty()).then_some(chunk))
    }
}

impl fmt::Debug for Chunks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chunks")
            .field("size", &self.size)
            .finish_non_exhaustive()
    }
}

impl OpaqueValue for UploadFile {
    fn shown(&self) -> Input<'_> {
        let entry = |name, value| (Cow::Borrowed(name), value);
        Input::Object(vec![
            entry("filename", self.filename().into()),
            entry("size", self.size().into()),
            entry("content_type", self.content_type().into()),
        ])
    }

    fn bytes(&self) -> Option<&[u8]> {
        match &self.0.content {
            Content::Memory(bytes) => Some(bytes),
            Content::Disk(_) | Content::None => None,
        }
    }
}

/// The content of a file where only that is wanted: an issue shows it, as it shows a field.
#[derive(Debug)]
pub(super) struct Plain(UploadFile);

impl OpaqueValue for Plain {
    fn shown(&self) -> Input<'_> {
        Input::Text(String::from_utf8_lossy(
            self.0.bytes_at_hand().unwrap_or_default(),
        ))
    }

    fn bytes(&self) -> Option<&[u8]> {
        self.0.bytes_at_hand()
    }
}

impl UploadFile {
    fn bytes_at_hand(&self) -> Option<&[u8]> {
        OpaqueValue::bytes(self)
    }

    /// The file as an input for a type that wants its bytes alone.
    pub(super) fn plain(&self) -> Input<'static> {
        Input::Opaque(Opaque::new(Plain(self.clone())))
    }
}

/// The file of an input, where it is one.
pub(in crate::param) fn file<'i>(input: &'i Input<'_>) -> Option<&'i UploadFile> {
    match input {
        Input::Opaque(value) => value.downcast_ref(),
        _ => None,
    }
}

/// Browsers send a file without name and content where none was chosen.
pub(in crate::param) fn is_empty_file(input: &Input<'_>) -> bool {
    file(input).is_some_and(|file| file.filename().is_empty() && file.size() == 0)
}

impl Field for UploadFile {
    const SHAPE: Shape = Shape::Scalar;
    const UPLOADED: bool = true;

    fn schema(_schemas: &mut Schemas, _rules: &Rules) -> Schema {
        Schema::string().with("contentMediaType", "application/octet-stream")
    }

    fn read(input: &Input<'_>, _: &Rules, reader: &mut Reader<'_>) -> Result<Self, Invalid> {
        match file(input) {
            Some(file) => Ok(file.clone()),
            None => Err(not_a_file(input, reader)),
        }
    }
}

#[cold]
fn not_a_file(input: &Input<'_>, reader: &mut Reader<'_>) -> Invalid {
    // The words are Python's.
    let received = match input {
        Input::Text(_) => "<class 'str'>",
        Input::List(_) => "<class 'list'>",
        _ => "<class 'dict'>",
    };
    reader.violation(format!("Expected UploadFile, received: {received}"), input)
}

/// A file as its part arrives.
pub(super) struct Arriving {
    filename: String,
    headers: HeaderMap,
    size: u64,
    to: Destination,
}

/// Where the content of a part goes.
pub(super) enum Destination {
    /// Nowhere: no argument takes a file of this name.
    Nowhere,
    /// Into memory.
    Memory(BytesMut),
    /// Into memory up to a size, then to disk.
    Spool(BytesMut, usize),
    /// To disk.
    Disk(File, TempPath),
}

impl Arriving {
    pub(super) fn new(filename: String, headers: HeaderMap, to: Destination) -> Self {
        Self {
            filename,
            headers,
            size: 0,
            to,
        }
    }

    /// Takes a piece.
    pub(super) async fn write(&mut self, chunk: &[u8]) -> io::Result<()> {
        self.size += chunk.len() as u64;
        match &mut self.to {
            Destination::Nowhere => {}
            Destination::Memory(buffer) => buffer.extend_from_slice(chunk),
            Destination::Spool(buffer, most) if buffer.len() + chunk.len() <= *most => {
                buffer.extend_from_slice(chunk);
            }
            Destination::Spool(buffer, _) => {
                let (mut file, path) = temporary().await?;
                file.write_all(buffer).await?;
                file.write_all(chunk).await?;
                self.to = Destination::Disk(file, path);
            }
            Destination::Disk(file, _) => file.write_all(chunk).await?,
        }
        Ok(())
    }

    /// The file, whole.
    pub(super) async fn finish(self) -> io::Result<UploadFile> {
        let content = match self.to {
            Destination::Nowhere => Content::None,
            Destination::Memory(buffer) | Destination::Spool(buffer, _) => {
                Content::Memory(buffer.freeze())
            }
            Destination::Disk(mut file, path) => {
                file.flush().await?;
                Content::Disk(path)
            }
        };
        let content_type = self.headers.get(CONTENT_TYPE);
        Ok(UploadFile(Arc::new(Upload {
            filename: self.filename,
            content_type: content_type.map(|value| latin(value.as_bytes()).into_owned()),
            headers: self.headers,
            size: self.size,
            content,
        })))
    }
}

/// A file that only this user can read, removed with its path.
async fn temporary() -> io::Result<(File, TempPath)> {
    let made = tokio::task::spawn_blocking(tempfile::NamedTempFile::new).await;
    let (file, path) = made.map_err(io::Error::other)??.into_parts();
    Ok((File::from_std(file), path))
}
