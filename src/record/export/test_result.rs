//! in-toto's own test-result (v0.1), for policy engines that know no other kind: the rules that were asked as tests.

use super::{Told, pretty};
use crate::model::Severity;
use crate::record::check::Disposition;
use crate::record::statement::STATEMENT;
use serde_json::json;

/// The statement, to be signed by whoever stands for it.
pub fn test_result(told: &Told<'_>) -> String {
    let p = &told.check.predicate;
    let stands = |rule: &str, least: Severity| {
        p.findings.iter().any(|f| f.rule == rule && f.severity >= least && matches!(f.disposition, Disposition::Open | Disposition::Known))
    };
    let (failed, rest): (Vec<&String>, Vec<&String>) = p.rules.iter().partition(|r| stands(r, Severity::Major));
    let (warned, passed): (Vec<&String>, Vec<&String>) = rest.into_iter().partition(|r| stands(r, Severity::Info));
    let configuration: Vec<_> = p.configuration.iter().chain(&p.sources).collect();
    pretty(&json!({
        "_type": STATEMENT,
        "subject": told.check.subject,
        "predicateType": "https://in-toto.io/attestation/test-result/v0.1",
        "predicate": {"result": p.result, "configuration": configuration, "passedTests": passed, "warnedTests": warned, "failedTests": failed},
    }))
}
