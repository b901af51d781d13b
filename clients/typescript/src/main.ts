// Against a shop that runs: `SHOP_URL=http://127.0.0.1:8000 npm test`.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { addItem, type Item, shop as client, take } from "./shop.js";

const url = process.env["SHOP_URL"];
assert(url, "SHOP_URL names no shop");
const shop = client(url);

async function added(stock: number): Promise<Item> {
  const item = await addItem(shop, { name: `Plank ${randomUUID()}`, price_cents: 750, stock });
  assert(typeof item === "object", `no item: ${item}`);
  return item;
}

test("an item that is there", async () => {
  const item = await added(3);
  assert.equal(item.price_cents, 750);
  assert.equal(await take(shop, item.id, 2), 1);
});

test("too few are left, and the error says how many", async () => {
  const item = await added(2);
  const { error, response } = await shop.POST("/items/{item_id}/stock", {
    params: { path: { item_id: item.id } },
    body: { change: -5 },
  });
  assert.equal(response.status, 409);
  assert(error?.code === "out_of_stock");
  assert.deepEqual([error.detail.item, error.detail.left, error.detail.wanted], [item.name, 2, 5]);
  assert.equal(await take(shop, item.id, 5), 2);
});

test("another error with the same status", async () => {
  const item = await added(9_999);
  assert.equal(await take(shop, item.id, -2), "room for 1");
});

test("a name that is taken", async () => {
  const { name } = await added(1);
  assert.match(String(await addItem(shop, { name, price_cents: 1 })), /^taken: /);
});

test("an item that is not there", async () => {
  assert.match(String(await take(shop, 999_999_999, 1)), /999999999/);
});

test("issues, all of them", async () => {
  assert.match(String(await addItem(shop, { name: "", price_cents: 0 })), /^body\.name: .*; body\.price_cents: /);
});

test("an order of what there is not", async () => {
  const body = { customer: "Ann", lines: [{ item_id: 999_999_999, quantity: 1 }] };
  const { error } = await shop.POST("/orders", { body });
  assert(error?.code === "item_not_found");
  const missing = await shop.GET("/orders/{order_id}", { params: { path: { order_id: 999_999_999 } } });
  assert(missing.error?.code === "order_not_found");
});
