"use strict";
// Starts Swagger UI with the settings that stand in the page, whose policy lets no script stand there.
{
  const { openapi, root, redirect, parameters, oauth } = JSON.parse(document.getElementById("swagger-ui").dataset.settings);
  const at = (reference) => new URL(reference, location.href);
  // Under a mount or a prefix the operations are below the application's own root, which a document without servers
  // does not know.
  const placed = (text) => {
    const base = at(root).pathname;
    if (base === "/") return text;
    try {
      const described = JSON.parse(text);
      if (described.servers?.length) return text;
      return JSON.stringify({ ...described, servers: [{ url: base.replace(/\/$/, "") }] });
    } catch {
      return text;
    }
  };
  const ui = SwaggerUIBundle({
    deepLinking: true,
    showExtensions: true,
    showCommonExtensions: true,
    validatorUrl: null,
    ...parameters,
    url: at(openapi).pathname,
    dom_id: "#swagger-ui",
    layout: "BaseLayout",
    oauth2RedirectUrl: redirect === null ? undefined : at(redirect).href,
    presets: [SwaggerUIBundle.presets.apis],
    plugins: [
      () => ({ statePlugins: { spec: { wrapActions: { updateSpec: (update) => (text) => update(placed(text)) } } } }),
    ],
  });
  if (oauth !== null) ui.initOAuth(oauth);
}
