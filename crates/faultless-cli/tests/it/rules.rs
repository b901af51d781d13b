//! Each rule: two documents that differ by it alone, and what is said the other way round.

use std::collections::BTreeSet;

use faultless_cli::diff::{Class, Document, Rule};
use serde_json::{Value, json};

use super::{changes, document, got, operation, sent};

/// A rule, the documents, the place; and the rule when the documents change places.
struct Case {
    rule: Rule,
    back: Option<Rule>,
    place: &'static str,
    old: Document,
    new: Document,
}

fn case(rule: Rule, back: Option<Rule>, place: &'static str, old: Document, new: Document) -> Case {
    Case {
        rule,
        back,
        place,
        old,
        new,
    }
}

fn object(fields: &Value, required: &Value) -> Value {
    json!({"type": "object", "properties": fields, "required": required})
}

fn parameter(name: &str, more: &Value) -> Value {
    let mut parameter = json!({"name": name, "in": "query", "schema": {"type": "string"}});
    let more = more.as_object().unwrap().clone();
    parameter.as_object_mut().unwrap().extend(more);
    parameter
}

fn parameters(parameters: &Value) -> Document {
    operation(&json!({"parameters": parameters}))
}

fn responses(responses: &Value) -> Document {
    operation(&json!({"responses": responses}))
}

fn of_operations() -> Vec<Case> {
    use Rule::*;
    let paths = |paths: Value| document("it", &paths, &json!({}));
    let schemes = |security: Value, kind: &str| {
        let paths = json!({"/items/{id}": {"post": {"security": security}}});
        let schemes = json!({"key": {"type": "apiKey", "in": kind, "name": "x"}, "two": {"type": "http", "scheme": "basic"}});
        document("it", &paths, &json!({"securitySchemes": schemes}))
    };
    vec![
        case(
            OperationRemoved,
            Some(OperationAdded),
            "",
            paths(json!({"/a": {"get": {}, "put": {}}})),
            paths(json!({"/a": {"get": {}}})),
        ),
        case(
            OperationIdChanged,
            Some(OperationIdChanged),
            "",
            operation(&json!({"operationId": "a"})),
            operation(&json!({"operationId": "b"})),
        ),
        case(
            PathParameterRenamed,
            Some(PathParameterRenamed),
            "",
            paths(
                json!({"/a/{b}": {"get": {"parameters": [{"in": "path", "name": "b", "required": true, "schema": {"type": "string"}}]}}}),
            ),
            paths(
                json!({"/a/{c}": {"get": {"parameters": [{"in": "path", "name": "c", "required": true, "schema": {"type": "string"}}]}}}),
            ),
        ),
        case(
            Deprecation,
            Some(Deprecation),
            "",
            operation(&json!({})),
            operation(&json!({"deprecated": true})),
        ),
        case(
            NotCompared,
            Some(NotCompared),
            "",
            operation(&json!({})),
            operation(&json!({"callbacks": {"a": {}}})),
        ),
        case(
            SecurityDemanded,
            Some(SecurityLoosened),
            "",
            schemes(json!([]), "header"),
            schemes(json!([{"key": []}]), "header"),
        ),
        case(
            SecuritySchemeChanged,
            Some(SecuritySchemeChanged),
            "",
            schemes(json!([{"key": []}]), "header"),
            schemes(json!([{"key": []}]), "cookie"),
        ),
    ]
}

fn of_parameters() -> Vec<Case> {
    use Rule::*;
    let one = || parameters(&json!([parameter("a", &json!({}))]));
    let content = |content: Value| operation(&json!({"requestBody": {"content": content}}));
    vec![
        case(
            ParameterRemoved,
            Some(ParameterAdded),
            "query parameter `a`",
            one(),
            operation(&json!({})),
        ),
        case(
            ParameterAddedRequired,
            Some(ParameterRemoved),
            "query parameter `a`",
            operation(&json!({})),
            parameters(&json!([parameter("a", &json!({"required": true}))])),
        ),
        case(
            ParameterRequired,
            Some(ParameterOptional),
            "query parameter `a`",
            one(),
            parameters(&json!([parameter("a", &json!({"required": true}))])),
        ),
        case(
            ParameterWriting,
            Some(ParameterWriting),
            "query parameter `a`",
            one(),
            parameters(&json!([parameter(
                "a",
                &json!({"style": "spaceDelimited"})
            )])),
        ),
        case(
            BodyRemoved,
            Some(BodyAdded),
            "request body",
            sent(&json!({})),
            operation(&json!({})),
        ),
        case(
            BodyRequired,
            Some(BodyOptional),
            "request body",
            content(json!({})),
            operation(&json!({"requestBody": {"content": {}, "required": true}})),
        ),
        case(
            BodyEncoding,
            Some(BodyEncoding),
            "request body",
            content(json!({"a/b": {}})),
            content(json!({"a/b": {"encoding": {"c": {}}}})),
        ),
        case(
            MediaTypeRemoved,
            Some(MediaTypeAdded),
            "request body",
            content(json!({"a/b": {}})),
            content(json!({})),
        ),
    ]
}

fn of_responses() -> Vec<Case> {
    use Rule::*;
    let codes = |codes: Value| responses(&json!({"409": {"x-error-codes": codes}}));
    let headers = |headers: Value| responses(&json!({"200": {"headers": headers}}));
    vec![
        case(
            ErrorCodeRemoved,
            Some(ErrorCodeAdded),
            "error `b`",
            codes(json!(["a", "b"])),
            codes(json!(["a"])),
        ),
        case(
            ErrorCodeMoved,
            Some(ErrorCodeMoved),
            "error `a`",
            responses(&json!({"409": {"x-error-codes": ["a"]}})),
            responses(&json!({"422": {"x-error-codes": ["a"]}})),
        ),
        case(
            StatusRemoved,
            Some(StatusAdded),
            "response 404",
            responses(&json!({"200": {}, "404": {}})),
            responses(&json!({"200": {}})),
        ),
        case(
            HeaderRemoved,
            Some(HeaderAdded),
            "response 200, header `X-A`",
            headers(json!({"X-A": {}})),
            headers(json!({})),
        ),
        case(
            HeaderOptional,
            Some(HeaderRequired),
            "response 200, header `X-A`",
            headers(json!({"X-A": {"required": true}})),
            headers(json!({"X-A": {}})),
        ),
    ]
}

/// A case whose schemas are sent.
fn in_request(rule: Rule, back: Rule, place: &'static str, old: Value, new: Value) -> Case {
    case(rule, Some(back), place, sent(&old), sent(&new))
}

/// A case whose schemas are got.
fn in_response(rule: Rule, back: Rule, place: &'static str, old: Value, new: Value) -> Case {
    case(rule, Some(back), place, got(&old), got(&new))
}

fn of_requests() -> Vec<Case> {
    use Rule::*;
    let (body, a) = ("request body", "request body a");
    let text = json!({"type": "string"});
    vec![
        in_request(
            RequestTypeNarrowed,
            RequestTypeWidened,
            body,
            json!({"type": ["string", "null"]}),
            text.clone(),
        ),
        in_request(
            RequestValueRemoved,
            RequestValueAdded,
            body,
            json!({"enum": ["a", "b"]}),
            json!({"enum": ["a"]}),
        ),
        in_request(
            RequestFormatChanged,
            RequestFormatFreed,
            body,
            text.clone(),
            json!({"type": "string", "format": "uuid"}),
        ),
        in_request(
            RequestLimitTightened,
            RequestLimitLoosened,
            body,
            json!({"minLength": 1}),
            json!({"minLength": 2}),
        ),
        in_request(
            RequestFieldRemoved,
            RequestFieldAdded,
            a,
            object(&json!({"a": {}, "b": {}}), &json!([])),
            object(&json!({"b": {}}), &json!([])),
        ),
        in_request(
            RequestFieldAddedRequired,
            RequestFieldRemoved,
            a,
            object(&json!({"b": {}}), &json!([])),
            object(&json!({"a": {}, "b": {}}), &json!(["a"])),
        ),
        in_request(
            RequestFieldRequired,
            RequestFieldOptional,
            a,
            object(&json!({"a": {}}), &json!([])),
            object(&json!({"a": {}}), &json!(["a"])),
        ),
        in_request(
            RequestUnknownFieldsRefused,
            RequestUnknownFieldsTaken,
            body,
            json!({"type": "object"}),
            json!({"type": "object", "additionalProperties": false}),
        ),
        in_request(
            RequestDefaultChanged,
            RequestDefaultAdded,
            body,
            json!({"type": "string", "default": "a"}),
            text,
        ),
        in_request(
            RequestAlternativeRemoved,
            RequestAlternativeAdded,
            body,
            json!({"anyOf": [{"type": "string"}, {"type": "integer"}, {"type": "boolean"}]}),
            json!({"anyOf": [{"type": "string"}, {"type": "integer"}]}),
        ),
        in_request(
            SchemaChanged,
            SchemaChanged,
            body,
            json!({"not": {"const": 1}}),
            json!({"not": {"const": 2}}),
        ),
    ]
}

fn of_answers() -> Vec<Case> {
    use Rule::*;
    let (body, a) = ("response 200", "response 200 a");
    let text = json!({"type": "string"});
    vec![
        in_response(
            ResponseTypeWidened,
            ResponseTypeNarrowed,
            body,
            json!({"type": "integer"}),
            json!({"type": "number"}),
        ),
        in_response(
            ResponseValueAdded,
            ResponseValueRemoved,
            body,
            json!({"enum": ["a"]}),
            json!({"enum": ["a", "b"]}),
        ),
        in_response(
            ResponseValueChanged,
            ResponseValueChanged,
            body,
            json!({"const": "a"}),
            json!({"const": "b"}),
        ),
        in_response(
            ResponseFormatChanged,
            ResponseFormatAdded,
            body,
            json!({"type": "string", "format": "date"}),
            text,
        ),
        in_response(
            ResponseLimitLoosened,
            ResponseLimitTightened,
            body,
            json!({"maximum": 1}),
            json!({"maximum": 2}),
        ),
        in_response(
            ResponseFieldRemoved,
            ResponseFieldAdded,
            a,
            object(&json!({"a": {}, "b": {}}), &json!(["a"])),
            object(&json!({"b": {}}), &json!([])),
        ),
        in_response(
            ResponseFieldOptional,
            ResponseFieldRequired,
            a,
            object(&json!({"a": {}}), &json!(["a"])),
            object(&json!({"a": {}}), &json!([])),
        ),
        in_response(
            ResponseAlternativeAdded,
            ResponseAlternativeRemoved,
            body,
            json!({"anyOf": [{"type": "string"}, {"type": "integer"}]}),
            json!({"anyOf": [{"type": "string"}, {"type": "integer"}, {"type": "boolean"}]}),
        ),
    ]
}

fn cases() -> Vec<Case> {
    let groups = [
        of_operations(),
        of_parameters(),
        of_responses(),
        of_requests(),
        of_answers(),
    ];
    groups.into_iter().flatten().collect()
}

#[test]
fn each_rule_tells_of_its_change_and_of_nothing_else() {
    for case in cases() {
        assert_eq!(
            changes(&case.old, &case.new),
            [(case.rule, case.place.to_owned())],
            "{}",
            case.rule
        );
        if let Some(back) = case.back {
            assert_eq!(
                changes(&case.new, &case.old),
                [(back, case.place.to_owned())],
                "{} the other way",
                case.rule
            );
        }
        assert_eq!(
            changes(&case.old, &case.old),
            [],
            "{} without a change",
            case.rule
        );
        assert_eq!(
            changes(&case.new, &case.new),
            [],
            "{} without a change",
            case.rule
        );
    }
}

#[test]
fn every_rule_has_a_case() {
    let told: BTreeSet<Rule> = cases()
        .iter()
        .flat_map(|case| [Some(case.rule), case.back])
        .flatten()
        .collect();
    let missing: Vec<_> = Rule::ALL
        .iter()
        .filter(|rule| !told.contains(rule))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_documentation_has_every_rule_with_its_class() {
    let docs = include_str!("../../src/docs/diff.md");
    for rule in Rule::ALL {
        let row = format!("| `{rule}` | {} |", rule.class().word());
        assert!(docs.contains(&row), "{row}");
    }
    assert_eq!(
        docs.lines().filter(|line| line.starts_with("| `")).count(),
        Rule::ALL.len()
    );
}

#[test]
fn what_comes_back_is_never_breaking_in_both_directions_where_it_is_a_matter_of_more_and_less() {
    for case in cases() {
        if let Some(back) = case
            .back
            .filter(|back| *back != case.rule && back.class() == Class::Breaking)
        {
            let one_way = [Rule::ParameterRemoved, Rule::RequestFieldRemoved];
            assert!(one_way.contains(&back), "{} and {back}", case.rule);
        }
    }
}
