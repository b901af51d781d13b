//! Titles made from names.

/// The title that a name gives: `first_name` as `First Name`, `pageSize` as `Pagesize`.
///
/// It is Python's `str.title`, which FastAPI goes by: a letter after anything else but a letter is a capital one, every
/// other one is small.
#[must_use]
pub fn title_of(name: &str) -> String {
    let mut title = String::with_capacity(name.len());
    let mut within = false;
    for character in name.chars() {
        if within {
            title.extend(character.to_lowercase());
        } else {
            let mut upper = character.to_uppercase();
            title.extend(upper.next());
            title.extend(upper.flat_map(char::to_lowercase));
        }
        within = character.is_lowercase() || character.is_uppercase();
    }
    title.replace('_', " ")
}
