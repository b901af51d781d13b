//! Mistakes in what the documentation is told.

use std::collections::HashMap;

use super::Info;
use super::document::operation_id;
use crate::defect::Defect;
use crate::operation::Route;
use crate::routing::Operations;

/// The ids that were seen, and the functions that have them: clients are made by their names.
#[derive(Default)]
pub(super) struct Known<'o>(HashMap<String, &'o str>);

impl<'o> Known<'o> {
    /// Checks what an operation documents; its ids against those before it.
    pub(super) fn check(
        &mut self,
        info: &Info,
        operation: &'o Operations,
        defects: &mut Vec<Defect>,
    ) {
        let route = &operation.route;
        responses(operation, defects);
        for callback in &route.extra.callbacks {
            detached(callback(), defects);
        }
        // Made by default, an id holds name, path and method: a second operation of them never runs.
        if route.docs.operation_id.is_none() && info.about.ids.is_none() {
            return;
        }
        for method in &operation.methods {
            let id = operation_id(info, operation, method);
            match self.0.get(&id) {
                None => {
                    self.0.insert(id, route.name);
                }
                Some(first) => defects.push(Defect::new(
                    route.location,
                    format!(
                        "`{}` and `{first}` have the id `{id}` in the documentation, by which clients tell them apart: give one of them another with `operation_id = \"...\"`",
                        route.name
                    ),
                )),
            }
        }
    }
}

/// Checks an operation that is documented and not served.
pub(super) fn detached(route: Route, defects: &mut Vec<Defect>) {
    let operation = Operations::detached(route);
    responses(&operation, defects);
    for misfit in &operation.description.misfits {
        let message = format!("in `{}`, {misfit}", operation.route.name);
        defects.push(Defect::new(operation.route.location, message));
    }
}

fn responses(operation: &Operations, defects: &mut Vec<Defect>) {
    for response in &operation.responses {
        if let Some(mistake) = response.key.mistake() {
            let message = format!("in `{}`, {mistake}", operation.route.name);
            defects.push(Defect::new(operation.route.location, message));
        }
    }
}
