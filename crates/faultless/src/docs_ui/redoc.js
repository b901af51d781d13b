"use strict";
// Starts Redoc with the settings that stand in the page, whose policy lets no script stand there.
{
  const place = document.getElementById("redoc");
  const { openapi, root } = JSON.parse(place.dataset.settings);
  const at = (reference) => new URL(reference, location.href);
  const show = async () => {
    const answer = await fetch(at(openapi), { headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
    const described = await answer.json();
    // Under a mount or a prefix the operations are below the application's own root, which a document without servers
    // does not know.
    const base = at(root).pathname;
    if (base !== "/" && !described.servers?.length) described.servers = [{ url: base.replace(/\/$/, "") }];
    const fonts = { typography: { fontFamily: "system-ui, sans-serif", headings: { fontFamily: "system-ui, sans-serif" } } };
    const options = { sanitize: true, theme: fonts, downloadUrls: [{ title: "Download", url: at(openapi).href }] };
    Redoc.init(described, options, place);
  };
  show().catch((error) => {
    place.textContent = `The OpenAPI document cannot be read: ${error.message}`;
  });
}
