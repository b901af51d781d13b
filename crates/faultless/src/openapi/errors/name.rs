//! Names and words in the document that are made from others: components, headers, paths, descriptions.

/// One error's words, or a list of several by their codes.
pub(super) fn description(words: &[(String, String)]) -> String {
    match words {
        [(_, only)] => only.clone(),
        several => {
            let lines = several.iter().map(|(code, words)| {
                let words = words.replace('\n', " ");
                format!("- `{code}`: {words}")
            });
            lines.collect::<Vec<_>>().join("\n")
        }
    }
}

/// `retry-after` as `Retry-After`.
pub(super) fn canonical(header: &str) -> String {
    let parts = header.split('-').map(|part| match part {
        "www" => "WWW".to_owned(),
        other => capitalized(other),
    });
    parts.collect::<Vec<_>>().join("-")
}

/// `item_not_found` as `ItemNotFoundError`.
pub(super) fn error_name(code: &str) -> String {
    let name = joined(code);
    if name.ends_with("Error") {
        name
    } else {
        format!("{name}Error")
    }
}

/// `problem+json` as `ProblemJson`: letters and digits alone, which the names of components may have.
pub(super) fn joined(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words.map(capitalized).collect()
}

fn capitalized(word: &str) -> String {
    let mut characters = word.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).collect()
}

/// A path that fits a template: `/items/1` for `/items/{item_id}`.
pub(super) fn imagined(template: &str) -> String {
    let mut path = String::new();
    for (index, part) in template.split('{').enumerate() {
        if index == 0 {
            path.push_str(part);
        } else {
            path.push('1');
            path.push_str(part.split_once('}').map_or("", |(_, after)| after));
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_of_what_they_may_hold() {
        assert_eq!(error_name("item_not_found"), "ItemNotFoundError");
        assert_eq!(error_name("internal_error"), "InternalError");
        assert_eq!(error_name("a/b c#\u{e4}"), "ABCError");
        assert_eq!(joined("problem+json"), "ProblemJson");
        assert_eq!(canonical("www-authenticate"), "WWW-Authenticate");
        assert_eq!(imagined("/a/{b}/c{d:int}"), "/a/1/c1");
    }
}
