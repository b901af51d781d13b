"use strict";

// Text reaches the page through `textContent` alone, so that nothing which somebody said becomes markup.

const at = (id) => document.getElementById(id);
let socket = null;
let present = new Set();

function show(state, words) {
  at("status").dataset.state = state;
  at("status").textContent = words;
  const open = state === "open";
  at("say").hidden = !open;
  at("leave").hidden = !open;
  at("enter").hidden = open || state === "joining";
  at("present").hidden = !open;
}

function line(kind, name, text) {
  const item = document.createElement("li");
  item.className = kind;
  if (kind === "said") {
    const who = document.createElement("span");
    who.className = "name";
    who.textContent = name + ": ";
    item.append(who);
  }
  item.append(document.createTextNode(text));
  at("talk").append(item);
  item.scrollIntoView({ block: "nearest" });
}

function showPresent() {
  at("present").textContent = "Here: " + [...present].sort().join(", ");
}

const events = {
  welcome(event, name) {
    present = new Set(event.present);
    showPresent();
    event.history.forEach((said) => line("said", said.name, said.text));
    show("open", "In the room as " + name + ".");
    at("text").focus();
  },
  joined(event) {
    present.add(event.name);
    showPresent();
    line("news", null, event.name + " has joined.");
  },
  left(event) {
    present.delete(event.name);
    showPresent();
    line("news", null, event.name + " has left.");
  },
  said(event) {
    line("said", event.name, event.text);
  },
};

// What the page knows of an end: a code, and the server's reason where it gave one.
function ending(event, welcomed) {
  if (event.code === 1000) {
    return ["left", "You have left the room."];
  }
  // A refused handshake looks like a lost connection: a browser keeps its status and its body to itself.
  if (event.code === 1006) {
    return welcomed
      ? ["closed", "The connection is lost."]
      : ["refused", "The server cannot be reached, or refuses the connection."];
  }
  if (event.code === 1001) {
    return ["closed", "The server is going away" + (event.reason ? ": " + event.reason : "") + "."];
  }
  const reason = (event.reason || "no reason given") + " (" + event.code + ")";
  return welcomed
    ? ["closed", "You have been sent away: " + reason]
    : ["refused", "You are not let in: " + reason];
}

function join(room, name) {
  at("talk").replaceChildren();
  show("joining", "Joining...");
  const address = new URL("/rooms/" + encodeURIComponent(room), location.href);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  address.searchParams.set("name", name);
  socket = new WebSocket(address);
  let welcomed = false;
  socket.addEventListener("message", (message) => {
    const event = JSON.parse(message.data);
    welcomed = welcomed || event.kind === "welcome";
    if (Object.hasOwn(events, event.kind)) {
      events[event.kind](event, name);
    }
  });
  socket.addEventListener("close", (event) => show(...ending(event, welcomed)));
}

at("join").addEventListener("submit", (event) => {
  event.preventDefault();
  if (at("enter").hidden) {
    return;
  }
  join(at("room").value, at("name").value);
});

at("say").addEventListener("submit", (event) => {
  event.preventDefault();
  socket.send(JSON.stringify({ text: at("text").value }));
  at("text").value = "";
});

at("leave").addEventListener("click", () => socket.close(1000));
