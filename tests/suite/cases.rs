//! The worked cases of the schemes that come with hantei, one test a scheme.

use hantei::{BuiltIn, Lang, cases, rulebook};

macro_rules! schemes {
    ($($name:ident = $id:literal,)*) => {
        const SCHEMES: &[&str] = &[$($id,)*];

        $(#[test]
        fn $name() {
            comes_out_as_stated($id);
        })*
    };
}

schemes! {
    jetro_event_calendar = "jetro-event-calendar",
    joetsu_exam_travel = "joetsu-exam-travel",
    joetsu_job_portal = "joetsu-job-portal",
    miyazaki_midcareer = "miyazaki-midcareer",
    nagareyama_recruiting = "nagareyama-recruiting",
}

fn comes_out_as_stated(id: &str) {
    let scheme = rulebook::load_scheme(&BuiltIn, id).unwrap_or_else(|found| panic!("{found}"));
    let report = cases::run(&BuiltIn, &scheme, Lang::En).unwrap_or_else(|found| panic!("{found}"));
    assert!(report.is_passed(), "{}", cases::text(&report, Lang::En));
}

#[test]
fn every_scheme_has_its_test() {
    assert_eq!(rulebook::scheme_ids(&BuiltIn), SCHEMES);
}
