//! The bodies: orders, right and wrong, the same each time.

use serde::Serialize;
use serde_json::{Value, json};

/// A body.
#[derive(Debug)]
pub struct Body {
    /// What it is called.
    pub name: &'static str,
    /// The body that is the same without its mistakes, by its place; its own where it has none.
    pub valid: usize,
    /// The JSON.
    pub json: Vec<u8>,
    /// How many issues whoever tells all of them tells.
    pub issues: usize,
    /// How many whoever stops at the first mistake of serde's tells.
    pub first: usize,
}

/// Every body.
///
/// # Errors
/// Where a body has no form in JSON.
pub(super) fn all() -> serde_json::Result<Vec<Body>> {
    let small = Order::of(small_lines());
    let large = Order::of(large_lines(5000));
    let body = |name, valid, order: &Order, (issues, first)| {
        Ok(Body {
            name,
            valid,
            json: serde_json::to_vec(order)?,
            issues,
            first,
        })
    };
    Ok(vec![
        body("1 KiB, valid", 0, &small, (0, 0))?,
        body("1 KiB, six rules broken", 0, &six_rules(&small), (6, 6))?,
        body(
            "1 KiB, six mistakes of all sorts",
            0,
            &six_mistakes(&small),
            (6, 1),
        )?,
        body("1 MiB, valid", 3, &large, (0, 0))?,
        body(
            "1 MiB, 100 rules broken",
            3,
            &hundred_rules(&large),
            (100, 100),
        )?,
    ])
}

/// What an order is made of: whatever may be wrong is any JSON. Its fields stand in the order of the models'.
#[derive(Clone, Serialize)]
struct Order {
    customer: Customer,
    items: Vec<Line>,
    address: Address,
    tags: Vec<Value>,
    note: &'static str,
}

#[derive(Clone, Serialize)]
struct Customer {
    name: &'static str,
    email: &'static str,
}

#[derive(Clone, Serialize)]
struct Address {
    street: &'static str,
    city: &'static str,
    postcode: &'static str,
    country: Value,
}

#[derive(Clone, Serialize)]
struct Line {
    sku: String,
    name: String,
    quantity: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    price: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

impl Order {
    fn of(items: Vec<Line>) -> Self {
        Self {
            customer: Customer {
                name: "Zoë Brontë-Adeyemi",
                email: "zoe.bronte@example.org",
            },
            items,
            address: Address {
                street: "Mill House, 27 Old Harbour Road",
                city: "Berwick-upon-Tweed",
                postcode: "TD15 1AB",
                country: json!("GB"),
            },
            tags: ["gift", "two-parcels", "spring-catalogue", "regular"]
                .map(Value::from)
                .to_vec(),
            note: "Please ring at the side door, the front one is stuck. If nobody is at home, the shop across the \
                   street takes parcels until seven in the evening, except on Sundays.",
        }
    }

    fn line(&mut self, index: usize) -> &mut Line {
        #[expect(
            clippy::indexing_slicing,
            reason = "every order here has the lines that are asked for"
        )]
        &mut self.items[index]
    }

    fn tag(&mut self, tag: impl Into<Value>) {
        self.tags.truncate(3);
        self.tags.insert(1, tag.into());
    }
}

/// Mistakes against rules alone: the types are right, so serde takes them.
fn six_rules(order: &Order) -> Order {
    let mut order = order.clone();
    order.customer.email = "zoe.bronte.example.org";
    "abc-12".clone_into(&mut order.line(0).sku);
    order.line(1).quantity = json!(0);
    order.line(3).price = Some(-2.5);
    order.address.country = json!("GBR");
    order.tag("");
    order
}

/// Mistakes of every sort: types, a field that is missing, rules.
fn six_mistakes(order: &Order) -> Order {
    let mut order = order.clone();
    order.customer.email = "zoe.bronte.example.org";
    "abc-12".clone_into(&mut order.line(0).sku);
    order.line(1).quantity = json!("several");
    order.line(3).price = None;
    order.address.country = Value::Null;
    order.tag(17);
    order
}

fn hundred_rules(order: &Order) -> Order {
    let mut order = order.clone();
    let step = order.items.len() / 100;
    for line in order.items.iter_mut().step_by(step) {
        line.quantity = json!(0);
    }
    order
}

fn small_lines() -> Vec<Line> {
    let mut dice = Dice(7);
    let notes = [
        None,
        None,
        Some("Keep the film on, please."),
        None,
        Some(
            "Two of these may come later, in another parcel; bill them with this one all the same, please.",
        ),
    ];
    let lines = notes.iter().map(|note| Line {
        name: format!("{} bracket, {} mm", dice.words(2), 2 + dice.below(88)),
        note: note.map(str::to_owned),
        ..dice.line()
    });
    lines.collect()
}

fn large_lines(count: usize) -> Vec<Line> {
    let mut dice = Dice(11);
    let lines = (0..count).map(|line| Line {
        name: format!("{} bracket {line}", dice.words(7)),
        note: Some(dice.words(13)),
        ..dice.line()
    });
    lines.collect()
}

const WORDS: [&str; 12] = [
    "birch", "bronze", "cotton", "enamel", "granite", "indigo", "leather", "marble", "nickel",
    "pewter", "russet", "willow",
];

/// Numbers that look as if thrown, and are the same each time (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }

    fn words(&mut self, count: usize) -> String {
        let words = (0..count).map(|_| {
            let word = usize::try_from(self.below(12)).unwrap_or_default();
            WORDS.get(word).copied().unwrap_or_default()
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// A line without name and note.
    fn line(&mut self) -> Line {
        let letters: String = (0..3)
            .map(|_| char::from(b'A' + u8::try_from(self.below(26)).unwrap_or_default()))
            .collect();
        let cents = u32::try_from(100 + self.below(39_900)).unwrap_or_default();
        Line {
            sku: format!("{letters}-{:04}", self.below(10_000)),
            name: String::new(),
            quantity: json!(1 + self.below(39)),
            price: Some(f64::from(cents) / 100.0),
            note: None,
        }
    }
}
