// What a program does with the shop: each function answers every error that its operation can end with, by its code. The
// types come from the document alone, so a code that goes away, or a new one, stops this file from compiling.

import createClient, { type Client } from "openapi-fetch";

import type { components, paths } from "./schema.js";

export type Shop = Client<paths>;
export type Item = components["schemas"]["Item"];

export function shop(baseUrl: string): Shop {
  return createClient<paths>({ baseUrl });
}

/** Adds an item, or says in a sentence why there is none. */
export async function addItem(shop: Shop, item: components["schemas"]["NewItem"]): Promise<Item | string> {
  const { data, error } = await shop.POST("/items", { body: item });
  if (data !== undefined) {
    return data;
  }
  switch (error.code) {
    case "name_taken":
      return `taken: ${error.detail}`;
    case "validation_error":
      // Only this error has issues.
      return error.errors.map((issue) => `${issue.field}: ${issue.msg}`).join("; ");
    case "bad_request":
    case "http_408":
    case "http_413":
    case "internal_error":
      throw new Error(error.detail);
    default:
      return unheardOf(error);
  }
}

/** Takes some of an item from the shelf: how many are left, also where that is too few. */
export async function take(shop: Shop, itemId: number, wanted: number): Promise<number | string> {
  const { data, error } = await shop.POST("/items/{item_id}/stock", {
    params: { path: { item_id: itemId } },
    body: { change: -wanted },
  });
  if (data !== undefined) {
    return data.stock;
  }
  switch (error.code) {
    case "out_of_stock":
      return error.detail.left;
    case "shelf_full":
      return `room for ${error.detail.room}`;
    case "item_not_found":
      return error.detail;
    case "validation_error":
      return error.errors.map((issue) => issue.type).join(", ");
    case "bad_request":
    case "http_408":
    case "http_413":
    case "internal_error":
      throw new Error(error.detail);
    default:
      return unheardOf(error);
  }
}

/** Every error has been answered: what is left has no type. */
function unheardOf(error: never): never {
  throw new Error(`the shop answered with an error that its document does not know: ${JSON.stringify(error)}`);
}
