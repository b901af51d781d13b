{
  const place = document.getElementById("redoc");
  const settings = settingsOf(place);
  const show = async () => {
    const answer = await fetch(at(settings.openapi), { headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
    const described = placed(await answer.json(), settings);
    const fontFamily = "system-ui, sans-serif";
    const theme = { typography: { fontFamily, headings: { fontFamily } } };
    const downloadUrls = [{ title: "Download", url: at(settings.openapi).href }];
    Redoc.init(described, { sanitize: true, theme, downloadUrls }, place);
  };
  show().catch((error) => {
    place.textContent = `The OpenAPI document cannot be read: ${error.message}`;
  });
}
