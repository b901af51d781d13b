CREATE TABLE items (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    name        TEXT    NOT NULL UNIQUE,
    price_cents INTEGER NOT NULL CHECK (price_cents > 0),
    stock       INTEGER NOT NULL CHECK (stock >= 0)
) STRICT;

CREATE TABLE orders (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    customer TEXT    NOT NULL
) STRICT;

-- The price is copied: an order costs what it cost when it was placed.
CREATE TABLE order_lines (
    order_id         INTEGER NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    position         INTEGER NOT NULL,
    item_id          INTEGER NOT NULL REFERENCES items (id),
    quantity         INTEGER NOT NULL CHECK (quantity > 0),
    unit_price_cents INTEGER NOT NULL,
    PRIMARY KEY (order_id, position)
) STRICT;

PRAGMA user_version = 1;
