// What must not compile. A line below `@ts-expect-error` without a mistake is a mistake itself: were the errors of an
// operation any less exact, this file would fail.

import type { Shop } from "./shop.js";

export async function narrowing(shop: Shop): Promise<void> {
  const path = { item_id: 1 };
  const { data, error } = await shop.POST("/items/{item_id}/stock", { params: { path }, body: { change: 1 } });

  // @ts-expect-error: there may be an error instead.
  data.stock;
  if (error === undefined) {
    // @ts-expect-error: an item has no such field.
    data.colour;
    return;
  }

  // @ts-expect-error: no error of this operation has this code.
  error.code === "name_taken";
  // @ts-expect-error: not every error has an object for its detail.
  error.detail.left;

  if (error.code === "out_of_stock") {
    const left: number = error.detail.left;
    // @ts-expect-error: this one tells what is left, not what room there is.
    error.detail.room;
    // @ts-expect-error: a number is no text.
    const text: string = error.detail.left;
    void [left, text];
  } else if (error.code === "shelf_full") {
    const room: number = error.detail.room;
    // @ts-expect-error: this one tells what room there is, not what is left.
    error.detail.left;
    void room;
  } else if (error.code === "item_not_found") {
    const words: string = error.detail;
    void words;
  } else if (error.code === "validation_error") {
    const fields: string[] = error.errors.map((issue) => issue.field);
    // @ts-expect-error: an issue is no text.
    const texts: string[] = error.errors;
    void [fields, texts];
  } else {
    // @ts-expect-error: what remains has no issues.
    error.errors;
    const words: string = error.detail;
    void words;
  }

  const order = await shop.GET("/orders/{order_id}", { params: { path: { order_id: 1 } } });
  if (order.error?.code === "order_not_found") {
    const words: string = order.error.detail;
    void words;
  }
  // @ts-expect-error: the stock of an item has nothing to do with reading an order.
  order.error?.code === "out_of_stock";
}
