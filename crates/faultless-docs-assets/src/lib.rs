//! Swagger UI and Redoc as `faultless` serves them at `/docs` and `/redoc`: each file gzipped, in the binary.
//!
//! They are the files of the npm packages `swagger-ui-dist` and `redoc`, pinned by checksum; `remake` beside this crate's
//! manifest says which. Two things are changed: the comments that name source maps are taken off, and Redoc's picture of its
//! maker, which would come from another host, is empty. Nothing is downloaded or made when this crate is built.
//!
//! Swagger UI is copyright `SmartBear` Software Inc., under the Apache License 2.0; Redoc is copyright Rebilly, Inc., under
//! the MIT license. `assets/licenses` has their words, and those of what is bundled in them.

mod list;

pub use list::{REDOC_SCRIPT, SWAGGER_UI_OAUTH2_REDIRECT, SWAGGER_UI_SCRIPT, SWAGGER_UI_STYLE};

/// A file, packed.
#[derive(Debug, Clone, Copy)]
pub struct Asset {
    /// Its name, with a digest of its content in it: another content has another name, so that it may be cached for
    /// good.
    pub name: &'static str,
    /// Its `Content-Type`.
    pub content_type: &'static str,
    /// Its content, gzipped.
    pub gzip: &'static [u8],
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn every_asset_is_whole_and_asks_no_other_host() {
        for (asset, wanted) in [
            (SWAGGER_UI_SCRIPT, "SwaggerUIBundle"),
            (SWAGGER_UI_STYLE, ".swagger-ui"),
            (SWAGGER_UI_OAUTH2_REDIRECT, "swaggerUIRedirectOauth2"),
            (REDOC_SCRIPT, "Redoc"),
        ] {
            let mut text = String::new();
            // The end of a gzip file has the checksum of what it unpacks to.
            flate2::read::GzDecoder::new(asset.gzip)
                .read_to_string(&mut text)
                .unwrap();
            assert!(text.contains(wanted), "{}", asset.name);
            assert!(!text.contains("cdn.redoc.ly"), "{}", asset.name);
            let last = text.trim_end().lines().next_back().unwrap();
            assert!(!last.contains("sourceMappingURL="), "{}", asset.name);
        }
    }
}
