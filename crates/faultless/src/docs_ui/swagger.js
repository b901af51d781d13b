{
  const settings = settingsOf(document.getElementById("swagger-ui"));
  const read = (text) => {
    try {
      return JSON.stringify(placed(JSON.parse(text), settings));
    } catch {
      return text;
    }
  };
  const ui = SwaggerUIBundle({
    deepLinking: true,
    showExtensions: true,
    showCommonExtensions: true,
    validatorUrl: null,
    ...settings.parameters,
    url: at(settings.openapi).pathname,
    dom_id: "#swagger-ui",
    layout: "BaseLayout",
    oauth2RedirectUrl: settings.redirect === null ? undefined : at(settings.redirect).href,
    presets: [SwaggerUIBundle.presets.apis],
    plugins: [
      () => ({ statePlugins: { spec: { wrapActions: { updateSpec: (update) => (text) => update(read(text)) } } } }),
    ],
  });
  if (settings.oauth !== null) ui.initOAuth(settings.oauth);
}
