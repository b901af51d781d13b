//! `FormLimits`: how large a form may be.

/// How many fields and files a form may have, and how large its parts may be.
///
/// They are the application's ([`App::form_limits`](crate::App::form_limits)); a path operation may change some of them:
/// `#[post("/fields", form_limits(max_fields = 2, max_files = 1))]`. The size of the whole is that of any body:
/// [`App::body_limit`](crate::App::body_limit). A form over a limit is a 400 that says which.
///
/// # Example
/// ```
/// use faultless::{App, FormLimits};
///
/// let app = App::new().form_limits(FormLimits::default().max_files(3).memory(64 << 10));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "limits hold where they are given to an application or a path operation"]
pub struct FormLimits {
    pub(crate) max_fields: usize,
    pub(crate) max_files: usize,
    pub(crate) max_part_size: usize,
    pub(crate) max_part_headers: usize,
    pub(crate) max_part_header_size: usize,
    pub(crate) memory: usize,
}

impl Default for FormLimits {
    fn default() -> Self {
        Self {
            max_fields: 1000,
            max_files: 1000,
            max_part_size: 1 << 20,
            max_part_headers: 8,
            max_part_header_size: (4 << 10) + 128,
            memory: 1 << 20,
        }
    }
}

impl FormLimits {
    /// Sets how many fields that are no files it may have; 1000 unless set.
    pub const fn max_fields(mut self, count: usize) -> Self {
        self.max_fields = count;
        self
    }

    /// Sets how many files it may have; 1000 unless set.
    pub const fn max_files(mut self, count: usize) -> Self {
        self.max_files = count;
        self
    }

    /// Sets how many bytes a field that is no file may have; 1 MiB unless set. In a URL-encoded form its name counts too.
    pub const fn max_part_size(mut self, bytes: usize) -> Self {
        self.max_part_size = bytes;
        self
    }

    /// Sets how many headers a part may have; 8 unless set, and never more than 32.
    pub const fn max_part_headers(mut self, count: usize) -> Self {
        self.max_part_headers = count;
        self
    }

    /// Sets how many bytes one header of a part may have, its name included; 4224 unless set. All of them together may
    /// have 32 KiB, whatever is set.
    pub const fn max_part_header_size(mut self, bytes: usize) -> Self {
        self.max_part_header_size = bytes;
        self
    }

    /// Sets how many bytes of an [`UploadFile`](crate::UploadFile) are kept in memory; 1 MiB unless set. A larger one is
    /// written to a file of the system's temporary directory, which is removed with the last of its handles.
    pub const fn memory(mut self, bytes: usize) -> Self {
        self.memory = bytes;
        self
    }
}
