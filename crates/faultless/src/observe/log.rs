//! One log line for each exception.

use std::error::Error;
use std::fmt::{self, Write as _};

use http::StatusCode;

use super::hook::{Place, Reported};
use crate::exception::{Exception, Panic, caught_now};

/// The line of an exception that is logged as an error, with its whole chain.
pub(super) fn fault(reported: &Reported<'_>) {
    let exception = reported.exception;
    tracing::error!(
        status = reported.status.map(|status| status.as_u16()),
        method = %reported.method,
        path = reported.path,
        route = reported.route.unwrap_or("-"),
        request_id = %reported.request_id,
        error = exception.type_name(),
        raised_at = %exception.location(),
        backtrace = Backtrace::of(exception).map(tracing::field::display),
        "{}{}", happened(reported.place), OneLine(Chained(exception))
    );
}

/// The line of an exception that its answer is all there is to say of.
pub(super) fn expected(reported: &Reported<'_>, answered: StatusCode) {
    let exception = reported.exception;
    tracing::debug!(
        status = answered.as_u16(),
        method = %reported.method,
        path = reported.path,
        route = reported.route.unwrap_or("-"),
        request_id = %reported.request_id,
        error = exception.type_name(),
        raised_at = %exception.location(),
        "{}{}", happened(reported.place), OneLine(Chained(exception))
    );
}

/// What happened, for what happened after the response began.
fn happened(place: Place) -> &'static str {
    match place {
        Place::Response => "",
        Place::Stream => "the response failed after it had begun: ",
        Place::BackgroundTask => "a background task failed: ",
        Place::Teardown => "a teardown failed: ",
        Place::WebSocket => "a WebSocket failed: ",
    }
}

/// The line of what ended a WebSocket and is no fault.
#[cfg(feature = "websocket")]
pub(super) fn ended(reported: &Reported<'_>, closed: Option<u16>) {
    let exception = reported.exception;
    tracing::debug!(
        closed,
        path = reported.path,
        route = reported.route.unwrap_or("-"),
        request_id = %reported.request_id,
        error = exception.type_name(),
        raised_at = %exception.location(),
        "{}", OneLine(Chained(exception))
    );
}

/// Words on one line and of a bounded length, whatever a client put into them: nobody writes log lines but the log.
pub(super) struct OneLine<T>(pub(super) T);

/// How many bytes of words a line has at most.
const LONGEST: usize = 8192;

impl<T: fmt::Display> fmt::Display for OneLine<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut line = Line {
            to: f,
            left: LONGEST,
        };
        // The line ends the writing when it is full: that is no failure.
        let written = write!(line, "{}", self.0);
        if line.left == 0 {
            f.write_str("… (cut)")
        } else {
            written
        }
    }
}

struct Line<'a, 'f> {
    to: &'a mut fmt::Formatter<'f>,
    left: usize,
}

impl fmt::Write for Line<'_, '_> {
    fn write_str(&mut self, words: &str) -> fmt::Result {
        // One byte is kept, so that a line which is just full is told from one that is cut.
        let end = words.floor_char_boundary(self.left.saturating_sub(1));
        let (fitting, cut) = words.split_at(end);
        write_in_one_line(self.to, fitting)?;
        if cut.is_empty() {
            self.left = self.left.saturating_sub(fitting.len());
            return Ok(());
        }
        self.left = 0;
        Err(fmt::Error)
    }
}

/// Writes runs of words rather than characters: a subscriber looks through each piece it is given.
fn write_in_one_line(to: &mut fmt::Formatter<'_>, words: &str) -> fmt::Result {
    if words.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return to.write_str(words);
    }
    for run in words.split_inclusive(breaks_lines) {
        let mut plain = run.chars();
        match plain.next_back().filter(|last| breaks_lines(*last)) {
            Some(last) => write!(to, "{}{}", plain.as_str(), last.escape_default())?,
            None => to.write_str(run)?,
        }
    }
    Ok(())
}

/// Characters that a terminal or a viewer of logs may take for the end of a line, or that turn the order of the others.
fn breaks_lines(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// An exception, its causes and what it was raised during.
struct Chained<'a>(&'a Exception);

impl fmt::Display for Chained<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Causes(self.0.error()))?;
        let mut during = self.0.during();
        while let Some(exception) = during {
            write!(
                f,
                " (while handling {}, raised at {})",
                Causes(exception.error()),
                exception.location()
            )?;
            during = exception.during();
        }
        Ok(())
    }
}

pub(super) struct Causes<'a>(pub(super) &'a (dyn Error + 'static));

impl fmt::Display for Causes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut before = String::new();
        for (index, error) in causes(self.0).enumerate() {
            let words = words(error);
            // A transparent error says its cause's words: once is enough.
            if words != before {
                write!(f, "{}{words}", if index == 0 { "" } else { ": " })?;
            }
            before = words;
        }
        Ok(())
    }
}

/// An error and its causes, as far as they can be asked for.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    let next = |error: &&'a (dyn Error + 'static)| {
        let error: &'a (dyn Error + 'static) = *error;
        caught_now(|| error.source()).ok().flatten()
    };
    // Causes may run in a circle.
    std::iter::successors(Some(error), next).take(MOST_CAUSES)
}

/// How many causes a line tells at most.
const MOST_CAUSES: usize = 64;

/// An error's words, as far as it has any: to tell of a failure must not be one, so that a `Display` that panics or
/// fails leaves its place to say so.
fn words(error: &(dyn Error + 'static)) -> String {
    let mut words = String::new();
    match caught_now(|| write!(words, "{error}")) {
        Ok(Ok(())) => {}
        Ok(Err(_)) => words.push_str("<its words failed>"),
        Err(_) => words.push_str("<its words panicked>"),
    }
    words
}

/// The backtrace of the panic or of the place where the error was raised.
pub(super) struct Backtrace;

impl Backtrace {
    pub(super) fn of(exception: &Exception) -> Option<&std::backtrace::Backtrace> {
        exception
            .downcast_ref::<Panic>()
            .and_then(Panic::backtrace)
            .or_else(|| exception.backtrace())
    }
}
