//! The model of an order, twice: ours, and serde's with garde. The rules are the same.

/// For faultless.
pub mod ours {
    #![expect(dead_code, reason = "an order is there to be read")]

    use email_address::EmailAddress;
    use faultless_model::Model;

    /// An order.
    #[derive(Debug, Model)]
    pub struct Order {
        customer: Customer,
        #[field(min_length = 1, max_length = 10_000)]
        items: Vec<Line>,
        address: Address,
        #[serde(default)]
        #[field(max_length = 20, items(min_length = 1, max_length = 32))]
        tags: Vec<String>,
        #[serde(default)]
        #[field(max_length = 500)]
        note: Option<String>,
    }

    #[derive(Debug, Model)]
    struct Customer {
        #[field(min_length = 1, max_length = 80)]
        name: String,
        email: EmailAddress,
    }

    #[derive(Debug, Model)]
    struct Line {
        #[field(pattern = "^[A-Z]{3}-[0-9]{4}$")]
        sku: String,
        #[field(min_length = 1, max_length = 120)]
        name: String,
        #[field(ge = 1, le = 1000)]
        quantity: i64,
        #[field(ge = 0.01, le = 100_000.0)]
        price: f64,
        #[serde(default)]
        #[field(max_length = 200)]
        note: Option<String>,
    }

    #[derive(Debug, Model)]
    struct Address {
        #[field(min_length = 1, max_length = 120)]
        street: String,
        #[field(min_length = 1, max_length = 80)]
        city: String,
        #[field(min_length = 3, max_length = 10)]
        postcode: String,
        #[field(min_length = 2, max_length = 2)]
        country: String,
    }
}

/// For serde, garde, and rules by hand.
pub(super) mod theirs {
    use garde::Validate;
    use serde::Deserialize;

    #[derive(Debug, Deserialize, Validate)]
    pub(in crate::validate) struct Order {
        #[garde(dive)]
        customer: Customer,
        #[garde(length(min = 1, max = 10_000), dive)]
        items: Vec<Line>,
        #[garde(dive)]
        address: Address,
        #[garde(length(max = 20), inner(length(chars, min = 1, max = 32)))]
        #[serde(default)]
        tags: Vec<String>,
        #[garde(length(chars, max = 500))]
        #[serde(default)]
        note: Option<String>,
    }

    #[derive(Debug, Deserialize, Validate)]
    struct Customer {
        #[garde(length(chars, min = 1, max = 80))]
        name: String,
        #[garde(email)]
        email: String,
    }

    #[derive(Debug, Deserialize, Validate)]
    struct Line {
        #[garde(pattern(r"^[A-Z]{3}-[0-9]{4}$"))]
        sku: String,
        #[garde(length(chars, min = 1, max = 120))]
        name: String,
        #[garde(range(min = 1, max = 1000))]
        quantity: i64,
        #[garde(range(min = 0.01, max = 100_000.0))]
        price: f64,
        #[garde(length(chars, max = 200))]
        #[serde(default)]
        note: Option<String>,
    }

    #[derive(Debug, Deserialize, Validate)]
    struct Address {
        #[garde(length(chars, min = 1, max = 120))]
        street: String,
        #[garde(length(chars, min = 1, max = 80))]
        city: String,
        #[garde(length(chars, min = 3, max = 10))]
        postcode: String,
        #[garde(length(chars, min = 2, max = 2))]
        country: String,
    }

    impl Order {
        /// How many rules it breaks, by hand: what the rules themselves must cost. An address is only looked at.
        pub(in crate::validate) fn broken(&self) -> usize {
            let Self {
                customer,
                items,
                address,
                tags,
                note,
            } = self;
            let rules = [
                is_long(&customer.name, 1, 80),
                is_address(&customer.email),
                (1..=10_000).contains(&items.len()),
                is_long(&address.street, 1, 120),
                is_long(&address.city, 1, 80),
                is_long(&address.postcode, 3, 10),
                is_long(&address.country, 2, 2),
                tags.len() <= 20,
                note.as_deref().is_none_or(|note| is_long(note, 0, 500)),
            ];
            let tags = tags.iter().map(|tag| is_long(tag, 1, 32));
            let broken = rules.into_iter().chain(tags).filter(|holds| !holds);
            broken.count() + items.iter().map(Line::broken).sum::<usize>()
        }
    }

    impl Line {
        fn broken(&self) -> usize {
            let rules = [
                is_sku(&self.sku),
                is_long(&self.name, 1, 120),
                (1..=1000).contains(&self.quantity),
                (0.01..=100_000.0).contains(&self.price),
                self.note
                    .as_deref()
                    .is_none_or(|note| is_long(note, 0, 200)),
            ];
            rules.into_iter().filter(|holds| !holds).count()
        }
    }

    fn is_long(text: &str, least: usize, most: usize) -> bool {
        // No text has more characters than bytes.
        if text.len() <= most && text.is_ascii() {
            return text.len() >= least;
        }
        (least..=most).contains(&text.chars().count())
    }

    fn is_sku(text: &str) -> bool {
        let Some((letters, [b'-', digits @ ..])) = text.as_bytes().split_at_checked(3) else {
            return false;
        };
        letters.iter().all(u8::is_ascii_uppercase)
            && digits.len() == 4
            && digits.iter().all(u8::is_ascii_digit)
    }

    fn is_address(text: &str) -> bool {
        let parts = text.split_once('@');
        parts.is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.'))
    }
}
