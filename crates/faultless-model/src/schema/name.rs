//! Names of definitions, made from types.

/// A type's name without the modules it and its arguments are in: `app::Page<app::Item>` as `Page<Item>`.
fn without_modules(name: &str) -> String {
    let mut short = String::new();
    let mut start = 0;
    let mut colons = 0;
    for character in name.chars() {
        match character {
            ':' => colons += 1,
            _ if colons == 2 => {
                // What stood before the colons was a module.
                short.truncate(start);
                short.push(character);
                colons = 0;
            }
            _ => short.push(character),
        }
        if !(character.is_alphanumeric() || matches!(character, '_' | ':' | '{' | '}' | '#')) {
            start = short.len();
        }
    }
    short
}

/// How a type is titled: its name, and the arguments it is made with: `Page[Item]`.
pub(super) fn titled(name: &str, full: &str) -> String {
    let short = without_modules(full);
    match short.find('<') {
        Some(place) => {
            let arguments = short.get(place..).unwrap_or_default();
            format!("{name}{}", arguments.replace('<', "[").replace('>', "]"))
        }
        None => name.to_owned(),
    }
}

/// A name with the characters that a component's may have: modules apart by two underscores.
pub(super) fn component(name: &str) -> String {
    let plain = |character: char| {
        if character.is_ascii_alphanumeric() || matches!(character, '.' | '-' | '_') {
            character
        } else {
            '_'
        }
    };
    name.chars().map(plain).collect()
}
