//! The result for build servers: a suite a scheme, a test a case.

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use crate::cases::{self, Failure};
use crate::text::Lang;

use super::suites::Tested;

/// `JUnit` XML. It holds no times, so that equal runs give equal files. A scheme without cases is a
/// suite with one failing test.
pub(super) fn junit(tested: &[Tested], lang: Lang) -> String {
    let mut report = Report::new("hantei");
    report.add_test_suites(tested.iter().map(|tested| suite(tested, lang)));
    match report.to_string() {
        Ok(xml) => xml,
        // Only characters that XML has no way to write; the text form tells the same.
        Err(error) => format!("<!-- {error} -->\n"),
    }
}

fn suite(tested: &Tested, lang: Lang) -> TestSuite {
    let id = tested.report.scheme.as_str();
    let mut suite = TestSuite::new(id);
    if tested.suite.cases().is_empty() {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status.set_message(cases::text(&tested.report, lang).trim_end());
        suite.add_test_case(TestCase::new("cases.yaml", status));
    }
    for case in tested.suite.cases() {
        let failures = tested.report.failed.iter().filter(|one| one.case == case.id());
        let mut test = TestCase::new(case.id(), status(failures, lang));
        test.set_classname(id);
        if !case.about().is_empty() {
            test.add_property(("about", case.about()));
        }
        suite.add_test_case(test);
    }
    suite
}

fn status<'a>(failures: impl Iterator<Item = &'a Failure>, lang: Lang) -> TestCaseStatus {
    let failures: Vec<_> = failures.collect();
    let Some(first) = failures.first() else { return TestCaseStatus::success() };
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status.set_message(message(first, lang));
    let details = failures.iter().map(|failure| {
        let reading = failure.reading.as_ref().map(|reading| format!("{reading}\n"));
        format!("{}{}", reading.unwrap_or_default(), cases::details(failure, lang))
    });
    status.set_description(details.collect::<String>());
    status
}

/// The first difference on one line.
fn message(failure: &Failure, lang: Lang) -> String {
    match (failure.differences.first(), lang) {
        (Some(one), Lang::Ja) => {
            format!("{}: 期待 {}、結果 {}", one.what, one.expected, one.found)
        }
        (Some(one), Lang::En) => {
            format!("{}: expected {}, found {}", one.what, one.expected, one.found)
        }
        (None, Lang::Ja) => format!("まだ書かれていない結果: {}", failure.unstated.join(", ")),
        (None, Lang::En) => format!("not stated yet: {}", failure.unstated.join(", ")),
    }
}
