//! Written by `remake`.

use crate::Asset;

/// `swagger-ui-bundle.js` of `swagger-ui-dist` 5.35.0.
pub const SWAGGER_UI_SCRIPT: Asset = Asset {
    name: "swagger-ui-bundle-bc17dcf92c08d01b.js",
    content_type: "text/javascript; charset=utf-8",
    gzip: include_bytes!("../assets/swagger-ui-bundle.js.gz"),
};

/// `swagger-ui.css` of `swagger-ui-dist` 5.35.0.
pub const SWAGGER_UI_STYLE: Asset = Asset {
    name: "swagger-ui-a6a4cf68f069eb89.css",
    content_type: "text/css; charset=utf-8",
    gzip: include_bytes!("../assets/swagger-ui.css.gz"),
};

/// `oauth2-redirect.js` of `swagger-ui-dist` 5.35.0.
pub const SWAGGER_UI_OAUTH2_REDIRECT: Asset = Asset {
    name: "oauth2-redirect-163a43af3149f77a.js",
    content_type: "text/javascript; charset=utf-8",
    gzip: include_bytes!("../assets/oauth2-redirect.js.gz"),
};

/// `bundles/redoc.standalone.js` of `redoc` 2.5.4.
pub const REDOC_SCRIPT: Asset = Asset {
    name: "redoc.standalone-1dcb9be6d613eeb6.js",
    content_type: "text/javascript; charset=utf-8",
    gzip: include_bytes!("../assets/redoc.standalone.js.gz"),
};
