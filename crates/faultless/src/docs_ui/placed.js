"use strict";
// What both pages start with: the settings that stand in the page, whose policy lets no script stand there, and where the
// application is as the browser sees it, which behind a proxy with a prefix only the browser knows.
const at = (reference) => new URL(reference, location.href);
const settingsOf = (place) => JSON.parse(place.dataset.settings);
const placed = (described, { root, mount }) => {
  const base = at(root).pathname.replace(/\/$/, "");
  if (base === "") return described;
  const named = described.servers ?? [];
  const servers = named.length === 0
    ? [{ url: base }]
    : named.map((server) => (server.url === mount ? { description: server.description, url: base } : server));
  return { ...described, servers };
};
