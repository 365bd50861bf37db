//! JUnit XML, which every service that runs tests shows: a suite for each pair, a case for each finding. A finding that makes
//! the run fail is a failure, another is a case that passed and says so; what was not checked is an error.

use super::output::{Manner, Output, Run};
use super::xml::Xml;
use super::{Diagnosed, Diagnostic};
use std::sync::Arc;

/// The report of a run.
#[derive(Clone, Copy, Debug)]
pub struct Junit {
    manner: Manner,
}

impl Junit {
    /// An empty report.
    pub const fn new(manner: Manner) -> Self {
        Self { manner }
    }

    /// Whether a finding has a case: those that were decided have one that was skipped.
    const fn tells(self, finding: &Diagnostic) -> bool {
        self.manner.tells(finding)
    }
}

impl Output for Junit {
    fn open(&mut self, out: &mut Vec<u8>) {
        Xml::new(out).declaration().open("testsuites", &[("name", "daejo")]).line();
    }

    fn pair(&mut self, pair: &Arc<Diagnosed>, out: &mut Vec<u8>) {
        let told: Vec<&Diagnostic> = pair.findings.iter().filter(|f| self.tells(f)).collect();
        let count = |wanted: &dyn Fn(&Diagnostic) -> bool| told.iter().filter(|f| wanted(f)).count().to_string();
        let errors = usize::from(pair.unchecked.is_some());
        // A pair in which nothing was found is a case that passed.
        let passed = usize::from(told.is_empty() && errors == 0);
        let mut xml = Xml::new(out);
        xml.open(
            "testsuite",
            &[
                ("name", &pair.pair),
                ("tests", &(told.len() + errors + passed).to_string()),
                ("failures", &count(&|f| self.manner.stops(f))),
                ("errors", &errors.to_string()),
                ("skipped", &count(&|f| !f.disposition.counts())),
            ],
        )
        .line();
        if let Some(reason) = pair.reason() {
            xml.open("testcase", &[("name", "not checked"), ("classname", pair.file())]).line();
            xml.open("error", &[("message", reason), ("type", "not-checked")]).text(reason).close("error").close("testcase");
        }
        if passed > 0 {
            xml.empty("testcase", &[("name", "nothing found"), ("classname", pair.file())]);
        }
        for finding in told {
            self.case(finding, &mut xml);
        }
        xml.close("testsuite");
    }

    fn close(&mut self, _run: &Run, out: &mut Vec<u8>) {
        Xml::new(out).close("testsuites");
    }
}

impl Junit {
    fn case(self, finding: &Diagnostic, xml: &mut Xml<'_>) {
        let at = finding.place().map(|p| format!(" {}", p.shown(&finding.pair))).unwrap_or_default();
        xml.open("testcase", &[("name", &format!("{}{at}", finding.rule.id)), ("classname", finding.file())]).line();
        let what = [("message", finding.message.as_str()), ("type", finding.rule.id)];
        if !finding.disposition.counts() {
            xml.open("skipped", &what).text(&finding.full()).close("skipped");
        } else if self.manner.stops(finding) {
            xml.open("failure", &what).text(&finding.full()).close("failure");
        } else {
            xml.open("system-out", &[]).text(&finding.full()).close("system-out");
        }
        xml.close("testcase");
    }
}
