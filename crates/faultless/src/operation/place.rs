//! Which field of a model an entry of its JSON belongs to.

use faultless_model::{Contents, FieldDoc};

/// The place of an entry in a model.
pub(super) struct Place {
    /// The model's own field: the entry's, or one that is flattened and holds it.
    pub(super) top: &'static FieldDoc,
    /// The entry's field; none where the entry is one of any name.
    pub(super) field: Option<&'static FieldDoc>,
    /// What its value holds.
    pub(super) contents: Contents,
}

/// The place of the entry whose field answers to `is`; what no field answers to may stand in one that is flattened.
pub(super) fn place(
    fields: &'static [FieldDoc],
    is: impl Fn(&FieldDoc) -> bool + Copy,
) -> Option<Place> {
    if let Some(field) = fields.iter().find(|field| !field.flattened && is(field)) {
        return Some(Place {
            top: field,
            field: Some(field),
            contents: (field.contents)(),
        });
    }
    let mut rest = None;
    for top in fields.iter().filter(|field| field.flattened) {
        match (top.contents)() {
            Contents::Fields(fields) => {
                if let Some(below) = place(fields, is) {
                    return Some(Place { top, ..below });
                }
            }
            Contents::Items(item) => rest = Some((top, item())),
            _ => rest = rest.or(Some((top, Contents::None))),
        }
    }
    rest.map(|(top, contents)| Place {
        top,
        field: None,
        contents,
    })
}
