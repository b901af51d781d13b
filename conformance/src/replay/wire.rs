//! A small HTTP/1.1 client side: one connection, one answer.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// How long a server may be silent.
const TIMEOUT: Duration = Duration::from_secs(10);

/// A connection with the limits of a case.
pub(crate) fn connect(address: SocketAddr) -> io::Result<TcpStream> {
    let socket = TcpStream::connect_timeout(&address, TIMEOUT)?;
    socket.set_nodelay(true)?;
    socket.set_read_timeout(Some(TIMEOUT))?;
    socket.set_write_timeout(Some(TIMEOUT))?;
    Ok(socket)
}

/// Sends all of it, unless the server hangs up: it may answer before it has read a large body.
pub(crate) fn send_ignoring_hangup(mut socket: &TcpStream, bytes: &[u8]) -> io::Result<()> {
    match socket.write_all(bytes) {
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::BrokenPipe | ErrorKind::ConnectionReset
            ) =>
        {
            Ok(())
        }
        sent => sent,
    }
}

/// The status line and the headers of an answer, names in lower case.
#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
}

impl Head {
    fn parse(bytes: &[u8]) -> io::Result<Self> {
        // Header text is Latin-1: every byte is one character.
        let text: String = bytes.iter().copied().map(char::from).collect();
        let mut lines = text.split("\r\n");
        let status = lines
            .next()
            .and_then(|line| line.split(' ').nth(1))
            .and_then(|status| status.parse().ok());
        let status = status.ok_or_else(|| malformed("no status line"))?;
        let headers = lines.map(|line| {
            let (name, value) = line.split_once(':').unwrap_or((line, ""));
            (name.trim().to_lowercase(), value.trim().to_owned())
        });
        Ok(Self {
            status,
            headers: headers.collect(),
        })
    }

    /// The header of this name; the last one where it is repeated.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .rev()
            .find(|(header, _)| header == name)
            .map(|(_, value)| value.as_str())
    }
}

/// An error for an answer that is no HTTP.
pub(crate) fn malformed(what: &str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, what)
}

/// Reads an answer piece by piece.
pub(crate) struct Reader<R> {
    source: R,
    buffer: Vec<u8>,
}

impl<R: Read> Reader<R> {
    pub(crate) fn new(source: R) -> Self {
        Self {
            source,
            buffer: Vec::new(),
        }
    }

    /// Reads some more; false at the end, and a reset is an end.
    fn fill(&mut self) -> io::Result<bool> {
        let mut piece = [0; 16 * 1024];
        let read = match self.source.read(&mut piece) {
            Err(error) if error.kind() == ErrorKind::ConnectionReset => 0,
            Err(error) if error.kind() == ErrorKind::Interrupted => return Ok(true),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                return Err(io::Error::new(ErrorKind::TimedOut, "timed out"));
            }
            read => read?,
        };
        self.buffer.extend(piece.iter().take(read));
        Ok(read > 0)
    }

    fn more(&mut self) -> io::Result<()> {
        if self.fill()? {
            return Ok(());
        }
        Err(io::Error::new(
            ErrorKind::UnexpectedEof,
            "connection closed early",
        ))
    }

    fn until(&mut self, mark: &[u8]) -> io::Result<Vec<u8>> {
        loop {
            let found = self
                .buffer
                .windows(mark.len())
                .position(|window| window == mark);
            if let Some(at) = found {
                let out = self.buffer.drain(..at).collect();
                self.buffer.drain(..mark.len());
                return Ok(out);
            }
            self.more()?;
        }
    }

    /// Exactly so many bytes.
    pub(crate) fn exactly(&mut self, count: usize) -> io::Result<Vec<u8>> {
        while self.buffer.len() < count {
            self.more()?;
        }
        Ok(self.buffer.drain(..count).collect())
    }

    fn rest(&mut self) -> io::Result<Vec<u8>> {
        while self.fill()? {}
        Ok(std::mem::take(&mut self.buffer))
    }

    /// The head of the answer; an interim one (100 to 199) is passed over, 101 is not.
    pub(crate) fn head(&mut self) -> io::Result<Head> {
        loop {
            let head = Head::parse(&self.until(b"\r\n\r\n")?)?;
            if head.status >= 200 || head.status == 101 {
                return Ok(head);
            }
        }
    }

    /// The body that follows a head.
    pub(crate) fn body(&mut self, method: &str, head: &Head) -> io::Result<Vec<u8>> {
        if method == "HEAD" || matches!(head.status, 100..=199 | 204 | 205 | 304) {
            return Ok(Vec::new());
        }
        if head
            .get("transfer-encoding")
            .is_some_and(|coding| coding.eq_ignore_ascii_case("chunked"))
        {
            return self.chunks();
        }
        match head.get("content-length") {
            Some(length) => self.exactly(
                length
                    .parse()
                    .map_err(|_| malformed("a content-length is no number"))?,
            ),
            None => self.rest(),
        }
    }

    fn chunks(&mut self) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        loop {
            let line = self.until(b"\r\n")?;
            let size = String::from_utf8_lossy(&line);
            let size = size.split(';').next().unwrap_or_default().trim();
            let size =
                usize::from_str_radix(size, 16).map_err(|_| malformed("a chunk has no size"))?;
            if size == 0 {
                while !self.until(b"\r\n")?.is_empty() {}
                return Ok(out);
            }
            out.extend(self.exactly(size)?);
            if self.exactly(2)? != b"\r\n" {
                return Err(malformed("a chunk is longer than its size"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Reader;

    fn answer(method: &str, text: &str) -> std::io::Result<(u16, String)> {
        let mut reader = Reader::new(text.as_bytes());
        let head = reader.head()?;
        let body = reader.body(method, &head)?;
        Ok((head.status, String::from_utf8(body).unwrap()))
    }

    #[test]
    fn every_framing_is_read() {
        let read = |text| answer("GET", text).unwrap();
        assert_eq!(
            read("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabc"),
            (200, "ab".to_owned())
        );
        assert_eq!(
            read("HTTP/1.1 200\r\n\r\nto the end"),
            (200, "to the end".to_owned())
        );
        let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n";
        assert_eq!(read(chunked), (200, "abc0123456789".to_owned()));
        let interim =
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n";
        assert_eq!(read(interim), (404, String::new()));
        assert_eq!(
            read("HTTP/1.1 204 No Content\r\n\r\n"),
            (204, String::new())
        );
        assert_eq!(
            answer("HEAD", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n").unwrap(),
            (200, String::new())
        );
    }

    #[test]
    fn a_cut_or_broken_answer_is_an_error() {
        for text in [
            "",
            "HTTP/1.1 200 OK\r\n",
            "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nab",
            "HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\nab",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabcdef",
            "nonsense\r\n\r\n",
        ] {
            assert!(answer("GET", text).is_err(), "{text:?} was read");
        }
    }
}
