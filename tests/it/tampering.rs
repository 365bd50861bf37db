//! Records that somebody has been at: every bit of payloads, types and signatures flipped, lines dropped, moved, doubled, cut, spliced from another
//! article, rolled back, claims replayed as others, signers counted twice. None is accepted, and each says its own reason.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use daejo::ingest::load_named;
use daejo::judge::{FailOn, Policy};
use daejo::model::Lang;
use daejo::pipeline::check_pair;
use daejo::record::{
    Answer, Chain, Checkpoint, Code, Decision, Envelope, KeyType, Moment, Outcome, PublicKey, Question, Resource, Role, Run, SealError, SecretKey, Sha256,
    TranslationCheck, Translator, Trust, TrustedKey, Verdict, WaiverClaim, claim, pae, trust, verify,
};
use daejo::report::Pair;
use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const KO: &str = "정부는 14일 도로에 3조5000억원을 쓴다고 밝혔다.\n";
const EN: &str = "The government said Monday that it will spend 3.5 trillion won on roads.\n";
const EDITED: &str = "The government said on Monday that it will spend 3.5 trillion won on roads.\n";
const START: i64 = 1_795_000_000;

fn key(seed: u8) -> SecretKey {
    SecretKey::from_seed(KeyType::Ed25519, &[seed; 32]).expect("a key")
}

fn moment(minutes: i64) -> Moment {
    Moment::new(Timestamp::from_second(START + 60 * minutes).expect("a moment"))
}

fn trusted(name: &str, role: Role, key: &SecretKey) -> TrustedKey {
    let public = key.public();
    TrustedKey { name: name.to_owned(), role, keyid: public.keyid(), key: public, not_before: None, not_after: None, revoked_at: None, line: 0 }
}

/// ci, kim, lee, and a second key of kim.
fn house() -> Trust {
    let keys = [("ci", Role::Ci, 1), ("kim", Role::Editor, 2), ("lee", Role::Editor, 3), ("kim", Role::Editor, 4)];
    let text = keys.iter().fold(String::new(), |text, (name, role, seed)| trust::append(&text, &trusted(name, *role, &key(*seed))));
    Trust::parse(&text).expect("is read")
}

/// The machine's claim about a pair, through the whole pipeline.
fn checked(ko: &str, en: &str, minutes: i64) -> TranslationCheck {
    let date = Some(jiff::civil::date(2025, 4, 15));
    let (source, target) = (load_named("a.ko.md", ko.as_bytes()).expect("is text"), load_named("a.en.md", en.as_bytes()).expect("is text"));
    let (source, target) = (source.document(Lang::Ko), target.document(Lang::En));
    let checked = check_pair(&source, &target, date, &Policy::default());
    let (outcome, pairing) = (&checked.outcome, &checked.pairing);
    let pair = Pair { id: "a", source: &source, target: &target, ko: &checked.source, en: &checked.target, pairing, outcome, notes: &[], edited: None };
    let run = Run {
        at: moment(minutes),
        program: None,
        source: ("a.ko.md", ko.as_bytes()),
        source_revision: None,
        translator: Translator::default(),
        house: vec![Resource::of("config.toml", "")],
        date,
        fail_on: FailOn::default(),
        off: Vec::new(),
    };
    claim::check(&pair, &run)
}

/// A record, line by line.
#[derive(Clone, Default)]
struct Record(Vec<String>);

impl Record {
    fn bytes(&self) -> Vec<u8> {
        self.0.iter().map(|l| format!("{l}\n")).collect::<String>().into_bytes()
    }

    fn chain(&self) -> Chain {
        Chain::read(&self.bytes(), &house())
    }

    fn check(&mut self, en: &str, minutes: i64) -> &mut Self {
        let envelope = self.chain().seal_check(Resource::of("a.en.md", en), checked(KO, en, minutes), &key(1), &house()).expect("is sealed");
        self.0.push(envelope.to_line());
        self
    }

    fn review(&mut self, en: &str, minutes: i64, seed: u8, decision: Decision) -> &mut Self {
        let verdict = Verdict { decision, text: None, waivers: Vec::new() };
        let envelope = self.chain().seal_review(Sha256::of(en), verdict, moment(minutes), &key(seed), &house()).expect("is sealed");
        self.0.push(envelope.to_line());
        self
    }

    /// A line sealed from a payload that was changed by hand.
    fn forged(line: &str, seed: u8, change: impl FnOnce(&mut Value)) -> String {
        let mut payload: Value = serde_json::from_slice(&payload(line)).expect("is JSON");
        change(&mut payload);
        Envelope::seal(serde_json::to_vec(&payload).expect("is JSON"), &key(seed)).to_line()
    }
}

/// Two revisions of an article, each checked and signed off.
fn good() -> Record {
    let mut record = Record::default();
    record.check(EN, 0).review(EN, 1, 2, Decision::Approved).check(EDITED, 2).review(EDITED, 3, 2, Decision::Approved);
    record
}

fn ask_with(records: &[u8], english: &str, reviewers: usize, head: Option<(&str, &str)>) -> Answer {
    let question =
        Question { records, english: english.as_bytes(), korean: Some(KO.as_bytes()), configuration: None, at: moment(100).timestamp(), reviewers, head };
    verify(&question, &house())
}

fn ask(record: &Record) -> Answer {
    ask_with(&record.bytes(), EDITED, 1, None)
}

fn codes(answer: &Answer) -> Vec<Code> {
    assert_eq!(answer.holds(), answer.reasons.is_empty(), "{:?}", answer.reasons);
    answer.reasons.iter().map(|r| r.code).collect()
}

fn denied(record: &Record, want: &[Code]) {
    let answer = ask(record);
    let mut got = codes(&answer);
    // One reason may stand for several lines.
    got.dedup();
    assert_eq!(got, want, "{:?}", answer.reasons);
}

fn parsed(line: &str) -> Value {
    serde_json::from_str(line).expect("is JSON")
}

fn payload(line: &str) -> Vec<u8> {
    STANDARD.decode(parsed(line)["payload"].as_str().expect("text")).expect("is base64")
}

/// The line with another payload, type or signature.
fn with(line: &str, field: &str, value: Value) -> String {
    let mut envelope = parsed(line);
    if field == "sig" {
        envelope["signatures"][0]["sig"] = value;
    } else {
        envelope[field] = value;
    }
    envelope.to_string()
}

#[test]
fn a_good_record_holds() {
    let answer = ask(&good());
    assert_eq!(codes(&answer), []);
    let stands = answer.stands.expect("holds");
    assert_eq!((stands.check, stands.approved), (3, vec![("kim".to_owned(), moment(3))]));
    assert_eq!(answer.chain.entries.len(), 4);
    denied(Record::default().check(EDITED, 0), &[Code::ReviewMissing]);
    assert_eq!(answer.chain.latest_check().expect("is there").1.predicate.result, Outcome::Passed);
}

#[test]
fn no_bit_of_payload_type_or_signature_can_be_flipped() {
    let record = good();
    let trust = house();
    let mut tried = 0;
    for line in &record.0[..3] {
        let signature = STANDARD.decode(parsed(line)["signatures"][0]["sig"].as_str().expect("text")).expect("is base64");
        for (field, bytes) in [("payload", payload(line)), ("sig", signature), ("payloadType", b"application/vnd.in-toto+json".to_vec())] {
            for bit in 0..bytes.len() * 8 {
                let mut flipped = bytes.clone();
                flipped[bit / 8] ^= 1 << (bit % 8);
                let value = match field {
                    "payloadType" => match String::from_utf8(flipped) {
                        Ok(text) => json!(text),
                        Err(_) => continue,
                    },
                    _ => json!(STANDARD.encode(flipped)),
                };
                let envelope = Envelope::parse(with(line, field, value).as_bytes()).expect("has the form of one");
                let reason = envelope.verify(&trust, 1).expect_err(field);
                assert_eq!(reason.code, Code::SignatureWrong, "{field} {bit}");
                tried += 1;
            }
        }
    }
    assert!(tried > 20_000, "{tried}");
}

#[test]
fn no_byte_of_the_file_changes_what_it_says() {
    // Envelopes are malleable, what they hold is not: whatever is still accepted says the same of the same text.
    let record = good();
    let bytes = record.bytes();
    let before = ask(&record);
    let step = if cfg!(debug_assertions) { 41 } else { 7 };
    for at in (0..bytes.len()).step_by(step) {
        let mut flipped = bytes.clone();
        flipped[at] ^= 1 << (at % 8);
        let answer = ask_with(&flipped, EDITED, 1, None);
        if answer.holds() {
            let said = |a: &Answer| a.chain.entries.iter().map(|e| (e.digest, e.claim.clone(), e.signers.clone())).collect::<Vec<_>>();
            assert_eq!(said(&answer), said(&before), "byte {at}");
        }
    }
}

#[test]
fn a_record_that_breaks_off_is_not_accepted() {
    let bytes = good().bytes();
    for length in 0..bytes.len() - 1 {
        // All lengths of the last line, and some of the others.
        if length % 13 != 0 && length + 700 < bytes.len() {
            continue;
        }
        let answer = ask_with(&bytes[..length], EDITED, 1, None);
        assert!(!answer.holds(), "{length}");
    }
    let torn = ask_with(&bytes[..bytes.len() - 20], EDITED, 1, None);
    assert_eq!(codes(&torn), [Code::LineTorn, Code::ReviewOutdated]);
    assert_eq!(codes(&ask_with(b"", EDITED, 1, None)), [Code::RecordMissing]);
    // Without the end of its last line it is whole.
    assert!(ask_with(&bytes[..bytes.len() - 1], EDITED, 1, None).holds());
}

#[test]
fn lines_cannot_be_dropped_moved_or_doubled() {
    let lines = good().0;
    let of = |order: &[usize]| Record(order.iter().map(|n| lines[*n].clone()).collect());
    denied(&of(&[1, 2, 3]), &[Code::ChainCut]);
    denied(&of(&[0, 2, 3]), &[Code::ChainCut]);
    denied(&of(&[0, 1, 3]), &[Code::ChainCut, Code::EnglishDiffers]);
    denied(&of(&[0, 1, 2]), &[Code::ReviewOutdated]);
    denied(&of(&[0, 1]), &[Code::EnglishDiffers]);
    denied(&of(&[0, 1, 2, 3, 3]), &[Code::ChainRepeated]);
    denied(&of(&[0, 0, 1, 2, 3]), &[Code::ChainRepeated]);
    denied(&of(&[0, 2, 1, 3]), &[Code::TimeBackwards, Code::ChainOrder]);
    denied(&of(&[1, 0, 2, 3]), &[Code::TimeBackwards, Code::ChainOrder]);
    // Of all rows of these lines only the one as it was made is accepted.
    for a in 0..4 {
        for b in 0..4 {
            for c in 0..4 {
                for d in 0..4 {
                    assert_eq!(ask(&of(&[a, b, c, d])).holds(), [a, b, c, d] == [0, 1, 2, 3], "{a}{b}{c}{d}");
                }
            }
        }
    }
}

#[test]
fn taking_lines_away_never_lets_a_text_pass() {
    // What does not hold as a whole holds in no part, but for one that ends before an editor took a sign-off back: that is what checkpoints are for.
    let mut record = good();
    record.review(EDITED, 4, 3, Decision::Rejected);
    denied(&record, &[Code::ReviewRejected]);
    for kept in 0_u32..1 << record.0.len() {
        let part = Record(record.0.iter().enumerate().filter(|(n, _)| kept >> n & 1 == 1).map(|(_, l)| l.clone()).collect());
        assert_eq!(ask(&part).holds(), kept == 0b01111, "{kept:b}");
    }
}

#[test]
fn histories_cannot_be_spliced_or_forked() {
    let ours = good();
    let mut theirs = Record::default();
    theirs.check("Another article.\n", 0).review_anyway();
    for n in 0..2 {
        let mut spliced = ours.clone();
        spliced.0[n] = theirs.0[n].clone();
        assert!(!ask(&spliced).holds());
    }
    denied(
        &Record([&ours.0[..2], &theirs.0[..1]].concat()),
        &[Code::TimeBackwards, Code::ChainForked, Code::EnglishDiffers, Code::CheckFailed, Code::ReviewOutdated],
    );
    // Two editors' machines go on from the same line.
    let mut fork = Record(ours.0[..2].to_vec());
    fork.check(EDITED, 5);
    let mut forked = ours.clone();
    forked.0.push(fork.0[2].clone());
    denied(&forked, &[Code::ChainForked, Code::ReviewOutdated]);
    // A number that is not that of its line.
    let mut renumbered = ours.clone();
    renumbered.0[3] = Record::forged(&ours.0[3], 2, |p| p["predicate"]["revision"] = json!(7));
    denied(&renumbered, &[Code::RevisionWrong]);
    let mut cut = ours.clone();
    cut.0[2] = Record::forged(&ours.0[2], 1, |p| p["predicate"]["previous"]["digest"]["sha256"] = json!("0".repeat(64)));
    denied(&Record(cut.0[..3].to_vec()), &[Code::ChainCut, Code::ReviewOutdated]);
}

impl Record {
    /// A review of whatever was checked, though it did not pass.
    fn review_anyway(&mut self) {
        let line = self.0[0].clone();
        let digest = Sha256::of(payload(&line)).to_string();
        let review = Self::forged(&good().0[1], 2, |p| {
            p["subject"] = serde_json::from_slice::<Value>(&payload(&line)).expect("is JSON")["subject"].clone();
            p["predicate"]["previous"]["digest"]["sha256"] = json!(digest);
            p["predicate"]["check"]["digest"]["sha256"] = json!(digest);
        });
        self.0.push(review);
    }
}

#[test]
fn the_text_is_held_byte_for_byte() {
    let record = good().bytes();
    for (english, said) in [
        (EDITED.replace('\n', "\r\n"), "(only the ends of lines differ)"),
        (format!("\u{feff}{EDITED}"), "(only a byte order mark differs)"),
        (EDITED.trim_end().to_owned(), "(only the end of the last line differs)"),
        (EN.to_owned(), "it is the text of line 2 again"),
        (EDITED.replace("3.5", "3.6"), "edited after kim signed it off"),
        (String::new(), "edited after kim signed it off"),
    ] {
        let answer = ask_with(&record, &english, 1, None);
        assert_eq!(codes(&answer), [Code::EnglishDiffers], "{english:?}");
        assert!(answer.reasons[0].text.contains(said), "{:?}", answer.reasons);
    }
    let ask_korean = |korean: Option<&str>| {
        let question = Question {
            records: &record,
            english: EDITED.as_bytes(),
            korean: korean.map(str::as_bytes),
            configuration: None,
            at: moment(100).timestamp(),
            reviewers: 1,
            head: None,
        };
        verify(&question, &house())
    };
    assert_eq!(codes(&ask_korean(Some("정부는 14일 도로에 4조원을 쓴다고 밝혔다.\n"))), [Code::KoreanDiffers]);
    assert_eq!(codes(&ask_korean(None)), [Code::KoreanMissing]);
    assert!(ask_korean(None).is_not_checked());
}

#[test]
fn names_that_look_alike_are_no_reason_either_way() {
    // The subject is known by its bytes; what it is called, in which normalisation form, says nothing.
    let mut record = Record::default();
    for name in ["기사.en.md", "\u{1100}\u{1175}\u{1109}\u{1161}.en.md"] {
        let envelope = record.chain().seal_check(Resource::of(name, EDITED), checked(KO, EDITED, 0), &key(1), &house()).expect("is sealed");
        let mut one = record.clone();
        one.0.push(envelope.to_line());
        one.review(EDITED, 1, 2, Decision::Approved);
        assert!(ask(&one).holds(), "{name}");
        assert_eq!(codes(&ask_with(&one.bytes(), EN, 1, None)), [Code::EnglishDiffers], "{name}");
    }
    // Digests of two texts, exchanged.
    let mut exchanged = good();
    exchanged.0[3] = Record::forged(&exchanged.0[3], 2, |p| p["subject"][0]["digest"]["sha256"] = json!(Sha256::of(EN).to_string()));
    denied(&exchanged, &[Code::EnglishDiffers]);
    record.check(EDITED, 0);
    let subjects =
        json!([{"name": "a", "digest": {"sha256": Sha256::of(EN).to_string()}}, {"name": "b", "digest": {"sha256": Sha256::of(EDITED).to_string()}}]);
    record.0[0] = Record::forged(&record.0[0], 1, |p| p["subject"] = subjects);
    denied(&record, &[Code::PredicateMalformed, Code::CheckMissing]);
}

#[test]
fn a_claim_is_what_it_was_signed_as() {
    let record = good();
    let (check, review) = (&record.0[0], &record.0[1]);
    let first = |line: String| Record(vec![line]);
    // The replay matrix: the payload of one kind, under the type of another, by the key of either.
    let kinds = ["https://daejo.example/translation-check/v1", "https://daejo.example/editorial-review/v1"];
    for (line, own) in [(check, 0), (review, 1)] {
        for (n, kind) in kinds.iter().enumerate() {
            for seed in [1, 2] {
                let replayed = first(Record::forged(line, seed, |p| p["predicateType"] = json!(kind)));
                let got = replayed.chain();
                let right = n == own && seed == [1, 2][own];
                assert_eq!(
                    got.entries.len() == 1 && !got.reasons.iter().any(|r| matches!(r.code, Code::WrongRole | Code::PredicateMalformed)),
                    right,
                    "{kind} {seed}"
                );
                if n != own {
                    assert_eq!(got.reasons[0].code, Code::PredicateMalformed, "{kind} {seed}");
                } else if !right {
                    assert_eq!(got.reasons[0].code, Code::WrongRole, "{kind} {seed}");
                }
            }
        }
    }
    for (change, want) in [
        (json!({"predicateType": "https://slsa.dev/provenance/v1"}), Code::PredicateType),
        (json!({"_type": "https://in-toto.io/Statement/v0.1"}), Code::StatementType),
        (json!({"predicate": {}}), Code::PredicateMalformed),
        (json!({"subject": []}), Code::PredicateMalformed),
    ] {
        let line = Record::forged(check, 1, |p| change.as_object().expect("an object").iter().for_each(|(k, v)| p[k] = v.clone()));
        assert_eq!(first(line).chain().reasons[0].code, want, "{change}");
    }
    // A type that was signed is that type, whatever the payload; a type in the envelope that was not signed is none.
    let bytes = payload(check);
    let sig = STANDARD.encode(key(1).sign(&pae("application/json", &bytes)));
    let signed = json!({"payload": STANDARD.encode(&bytes), "payloadType": "application/json", "signatures": [{"sig": sig}]});
    assert_eq!(first(signed.to_string()).chain().reasons[0].code, Code::PayloadType);
    assert_eq!(first(with(&signed.to_string(), "payloadType", json!("application/vnd.in-toto+json"))).chain().reasons[0].code, Code::UnknownKey);
}

#[test]
fn a_payload_means_one_thing() {
    let text = String::from_utf8(payload(&good().0[0])).expect("is text");
    let deep = format!("{}1{}", "[".repeat(65), "]".repeat(65));
    for (from, to) in [
        ("\"revision\":0", "\"revision\":0,\"revision\":0"),
        ("\"revision\":0", "\"revision\":0.0"),
        ("\"revision\":0", "\"revision\":9007199254740993"),
        ("\"revision\":0", "\"revision\":0,\"note\":\"\\ud800\""),
        ("\"revision\":0", "\"revision\":0,\"r\\u0065vision\":0"),
        ("\"revision\":0", &format!("\"revision\":0,\"note\":{deep}")),
    ] {
        assert!(text.contains(from));
        let line = Envelope::seal(text.replace(from, to).into_bytes(), &key(1)).to_line();
        assert_eq!(Record(vec![line]).chain().reasons[0].code, Code::PayloadMalformed, "{to:.60}");
    }
    for odd in [format!("{text} {{}}"), format!("\u{feff}{text}"), format!("{text}\u{0}"), String::new()] {
        assert_eq!(Record(vec![Envelope::seal(odd.clone().into_bytes(), &key(1)).to_line()]).chain().reasons[0].code, Code::PayloadMalformed, "{odd:.20}");
    }
    // What later versions may add is passed over.
    let more = text.replace("\"revision\":0", "\"revision\":0,\"note\":{\"n\":[1,\"가\"]}");
    assert_eq!(Record(vec![Envelope::seal(more.into_bytes(), &key(1)).to_line()]).chain().reasons, []);
}

#[test]
fn an_envelope_with_two_payloads_is_none() {
    let line = &good().0[0];
    let other = STANDARD.encode(payload(&good().0[2]));
    for twice in
        [line.replacen('{', &format!("{{\"payload\":\"{other}\","), 1), format!("{},\"payload\":\"{other}\"}}", line.strip_suffix('}').expect("an object"))]
    {
        assert_eq!(Record(vec![twice]).chain().reasons[0].code, Code::NotAnEnvelope);
    }
}

#[test]
fn what_is_malleable_by_design_still_verifies() {
    let record = good();
    let stranger = STANDARD.encode(key(99).sign(b"x"));
    for n in 0..4 {
        let line = parsed(&record.0[n]);
        let (bytes, sig) = (payload(&record.0[n]), line["signatures"][0]["sig"].as_str().expect("text").to_owned());
        let variants = [
            json!({"payload": URL_SAFE_NO_PAD.encode(&bytes), "payloadType": line["payloadType"], "signatures": line["signatures"], "x": 1.5}),
            json!({"payload": line["payload"], "payloadType": line["payloadType"], "signatures": [{"sig": sig}]}),
            json!({"payload": line["payload"], "payloadType": line["payloadType"], "signatures": [{"keyid": "wrong", "sig": sig}]}),
            json!({"payload": line["payload"], "payloadType": line["payloadType"], "signatures": [{"keyid": house().keys[2].keyid, "sig": sig}]}),
            json!({"payload": line["payload"], "payloadType": line["payloadType"], "signatures": [{"keyid": "a", "sig": stranger}, {"keyid": "b", "sig": sig}]}),
            json!({"payload": line["payload"], "payloadType": line["payloadType"], "signatures": [{"keyid": "a", "sig": sig}, {"keyid": "b", "sig": sig}]}),
        ];
        for variant in variants {
            let mut changed = record.clone();
            changed.0[n] = variant.to_string();
            assert_eq!(codes(&ask(&changed)), [], "{variant:.80}");
        }
    }
    let crlf = record.0.iter().map(|l| format!("{l}\r\n")).collect::<String>();
    assert!(ask_with(crlf.as_bytes(), EDITED, 1, None).holds());
}

#[test]
fn keys_are_counted_and_not_signatures() {
    let record = good();
    let two = |record: &Record| ask_with(&record.bytes(), EDITED, 2, None);
    assert_eq!(codes(&two(&record)), [Code::ReviewersTooFew]);
    let line = parsed(&record.0[3]);
    let sig = line["signatures"][0]["sig"].clone();
    let signed = |signatures: Value| {
        let mut changed = record.clone();
        changed.0[3] = json!({"payload": line["payload"], "payloadType": line["payloadType"], "signatures": signatures}).to_string();
        changed
    };
    // The same signature copied, and under another identifier.
    assert_eq!(codes(&two(&signed(json!([{"keyid": "a", "sig": sig}, {"keyid": "a", "sig": sig}])))), [Code::KeyCountedTwice]);
    assert_eq!(codes(&two(&signed(json!([{"keyid": "a", "sig": sig}, {"keyid": "b", "sig": sig}])))), [Code::KeyCountedTwice]);
    // The same key in another record, and another key of the same person.
    for seed in [2, 4] {
        let mut again = record.clone();
        again.review(EDITED, 4, seed, Decision::Approved);
        assert_eq!(codes(&two(&again)), [Code::KeyCountedTwice], "{seed}");
        assert!(ask(&again).holds());
    }
    // Two keys of one person over one payload.
    let message = pae("application/vnd.in-toto+json", &payload(&record.0[3]));
    let second = STANDARD.encode(key(4).sign(&message));
    assert_eq!(codes(&two(&signed(json!([{"sig": sig}, {"sig": second}])))), [Code::KeyCountedTwice]);
    // Two people: in one record or in two.
    let lee = STANDARD.encode(key(3).sign(&message));
    assert_eq!(codes(&two(&signed(json!([{"sig": sig}, {"sig": lee}])))), []);
    let mut both = record.clone();
    both.review(EDITED, 4, 3, Decision::Approved);
    assert_eq!(codes(&two(&both)), []);
    // The machine's key counts for no editor.
    let machine = STANDARD.encode(key(1).sign(&message));
    assert_eq!(codes(&two(&signed(json!([{"sig": sig}, {"sig": machine}])))), [Code::ReviewersTooFew]);
    assert_eq!(codes(&ask(&signed(json!([{"sig": machine}])))), [Code::WrongRole]);
}

#[test]
fn nobody_signs_in_anothers_name_or_time() {
    let record = good();
    let forged = |change: &dyn Fn(&mut Value)| {
        let mut changed = record.clone();
        changed.0[3] = Record::forged(&record.0[3], 2, change);
        changed
    };
    denied(&forged(&|p| p["predicate"]["reviewer"]["id"] = json!("lee")), &[Code::ReviewerDiffers]);
    denied(&forged(&|p| p["predicate"]["reviewedAt"] = json!("2020-01-01T00:00:00Z")), &[Code::TimeBackwards]);
    denied(&forged(&|p| p["predicate"]["reviewedAt"] = json!("2099-01-01T00:00:00Z")), &[Code::TimeFuture]);
    let stranger = Envelope::seal(payload(&record.0[3]), &key(77)).to_line();
    let mut changed = record.clone();
    changed.0[3] = stranger;
    denied(&changed, &[Code::UnknownKey, Code::ReviewOutdated]);
}

#[test]
fn keys_hold_for_their_time() {
    let record = good().bytes();
    let with = |change: &dyn Fn(&mut TrustedKey)| {
        let mut trust = house();
        trust.keys.iter_mut().filter(|k| k.keyid == key(2).public().keyid()).for_each(change);
        let question = Question {
            records: &record,
            english: EDITED.as_bytes(),
            korean: Some(KO.as_bytes()),
            configuration: None,
            at: moment(100).timestamp(),
            reviewers: 1,
            head: None,
        };
        codes(&verify(&question, &trust))
    };
    assert_eq!(with(&|k| k.not_before = Some(moment(3))), []);
    assert_eq!(with(&|k| k.not_before = Some(moment(4))), [Code::KeyNotYetValid]);
    assert_eq!(with(&|k| k.not_after = Some(moment(3))), []);
    assert_eq!(with(&|k| k.not_after = Some(moment(2))), [Code::KeyExpired]);
    assert_eq!(with(&|k| k.revoked_at = Some(moment(4))), [], "what was signed before stands");
    assert_eq!(with(&|k| k.revoked_at = Some(moment(3))), [Code::KeyRevoked]);
    let mut trust = house();
    trust.keys.retain(|k| k.role == Role::Editor);
    let question = Question {
        records: &record,
        english: EDITED.as_bytes(),
        korean: Some(KO.as_bytes()),
        configuration: None,
        at: moment(100).timestamp(),
        reviewers: 1,
        head: None,
    };
    assert!(codes(&verify(&question, &trust)).contains(&Code::UnknownKey));
}

#[test]
fn a_check_that_did_not_pass_lets_nothing_pass() {
    let mut failed = Record::default();
    let wrong = EDITED.replace("trillion", "billion");
    failed.check(&wrong, 0);
    let verdict = Verdict { decision: Decision::Approved, text: None, waivers: Vec::new() };
    let refused = failed.chain().seal_review(Sha256::of(&wrong), verdict.clone(), moment(1), &key(2), &house());
    assert_eq!(refused, Err(SealError::NotPassed("1 critical, 0 major".to_owned())));
    failed.review_anyway();
    assert_eq!(codes(&ask_with(&failed.bytes(), &wrong, 1, None)), [Code::CheckFailed]);
    // A check that says that it passed, with what stands against it.
    let mut lied = Record(vec![Record::forged(&failed.0[0], 1, |p| p["predicate"]["result"] = json!("PASSED"))]);
    lied.review_anyway();
    assert_eq!(codes(&ask_with(&lied.bytes(), &wrong, 1, None)), [Code::CheckContradicts]);
    let mut half = Record(vec![Record::forged(&good().0[0], 1, |p| {
        p["predicate"]["status"] = json!("incomplete");
        p["predicate"]["result"] = json!("FAILED");
        p["predicate"]["reason"] = json!("the draft could not be compared");
    })]);
    half.review_anyway();
    assert_eq!(codes(&ask_with(&half.bytes(), EN, 1, None)), [Code::CheckIncomplete]);
    let other = good().chain().seal_review(Sha256::of(EN), verdict, moment(9), &key(2), &house());
    assert_eq!(other, Err(SealError::OtherText));
}

#[test]
fn waivers_end() {
    let mut record = Record::default();
    record.check(EDITED, 0);
    let waiver = WaiverClaim {
        rule: "date-differs".to_owned(),
        fingerprint: "0".repeat(16),
        reason: "context".to_owned(),
        text: "t".to_owned(),
        by: "Kim".to_owned(),
        on: "2026-11-01".to_owned(),
        until: None,
    };
    for (until, want) in
        [(None, &[][..]), (Some("2099-01-01"), &[][..]), (Some("2020-01-01"), &[Code::WaiverExpired][..]), (Some("some day"), &[Code::WaiverExpired][..])]
    {
        let waivers = vec![WaiverClaim { until: until.map(str::to_owned), ..waiver.clone() }];
        let verdict = Verdict { decision: Decision::Approved, text: None, waivers };
        let review = record.chain().seal_review(Sha256::of(EDITED), verdict, moment(1), &key(2), &house()).expect("is sealed");
        let mut signed = record.clone();
        signed.0.push(review.to_line());
        denied(&signed, want);
    }
}

#[test]
fn an_editor_may_take_a_sign_off_back() {
    let mut record = good();
    record.review(EDITED, 4, 2, Decision::Rejected);
    denied(&record, &[Code::ReviewRejected]);
    record.review(EDITED, 5, 2, Decision::Approved);
    denied(&record, &[]);
    // One editor's approval does not cover another's rejection.
    record.review(EDITED, 6, 3, Decision::Rejected);
    denied(&record, &[Code::ReviewRejected]);
}

#[test]
fn a_checkpoint_sees_what_the_chain_cannot() {
    let record = good();
    let note = |record: &Record, seed: u8, name: &str| {
        Checkpoint::of(&record.chain(), "en/a.en.md.intoto.jsonl", moment(50)).expect("is whole").signed(name, &key(seed)).expect("is signed")
    };
    let head = note(&record, 1, "ci");
    let asked = |record: &Record, english: &str, head: &str| codes(&ask_with(&record.bytes(), english, 1, Some((head, "en/a.en.md.intoto.jsonl"))));
    assert_eq!(asked(&record, EDITED, &head), []);
    // Rolled back to a sign-off that was good then: nothing else could tell.
    let rolled = Record(record.0[..2].to_vec());
    assert!(ask_with(&rolled.bytes(), EN, 1, None).holds());
    assert_eq!(asked(&rolled, EN, &head), [Code::HeadShorter]);
    // Another history of the same length.
    let mut other = Record::default();
    other.check(EN, 10).review(EN, 11, 2, Decision::Approved).check(EDITED, 12).review(EDITED, 13, 2, Decision::Approved);
    assert!(ask(&other).holds());
    assert_eq!(asked(&other, EDITED, &head), [Code::HeadDiffers]);
    // What came later is no matter.
    let mut later = record.clone();
    later.review(EDITED, 60, 3, Decision::Approved);
    assert_eq!(asked(&later, EDITED, &head), []);
    // Of somebody else, of another record, altered, in another's name, of nobody.
    assert_eq!(asked(&record, EDITED, &note(&record, 99, "ci")), [Code::HeadSignature]);
    assert_eq!(asked(&record, EDITED, &note(&record, 1, "kim")), [Code::HeadSignature]);
    assert_eq!(asked(&record, EDITED, &head.replace("\n4\n", "\n3\n")), [Code::HeadSignature]);
    assert_eq!(asked(&record, EDITED, &head.replace("en/a.", "en/b.")), [Code::HeadMissing]);
    assert_eq!(asked(&record, EDITED, ""), [Code::HeadMissing]);
    // Several notes: each must hold.
    assert_eq!(asked(&record, EDITED, &format!("{}\n{head}", note(&rolled, 1, "ci"))), []);
    assert_eq!(asked(&rolled, EN, &format!("{}\n{head}", note(&rolled, 1, "ci"))), [Code::HeadShorter]);
}

#[test]
fn a_record_without_end_is_refused_at_once() {
    for bytes in [b"\n".repeat(10_002), good().0[0].repeat(2).into_bytes(), vec![b'{'; 1 << 20]] {
        let answer = ask_with(&bytes, EDITED, 1, None);
        assert!(!answer.holds() && answer.chain.entries.is_empty());
    }
    assert_eq!(codes(&ask_with(&b"\n".repeat(10_002), EDITED, 1, None)), [Code::RecordTooLarge, Code::CheckMissing]);
}

#[test]
fn every_way_in_which_a_record_can_fail_is_told() {
    // A code that no test of this file expects would be one that nobody has seen.
    let here = include_str!("tampering.rs");
    let elsewhere = BTreeSet::from([Code::ConfigurationDiffers]);
    for code in Code::ALL.iter().filter(|c| !elsewhere.contains(c)) {
        assert!(here.contains(&format!("Code::{code:?}")), "{code}");
    }
}

#[test]
fn weak_keys_are_refused_and_signatures_are_read_strictly() {
    let spki = |bytes: [u8; 32]| {
        let der = [&[0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00][..], &bytes].concat();
        format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", STANDARD.encode(der))
    };
    let hex = |text: &str| -> [u8; 32] {
        let bytes: Vec<u8> = (0..64).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).expect("is hex")).collect();
        bytes.try_into().expect("32 bytes")
    };
    // The points of small order.
    for point in [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    ] {
        assert!(PublicKey::from_pem(&spki(hex(point))).is_err(), "{point}");
    }
    let public = key(1).public();
    assert_eq!(PublicKey::from_pem(&public.to_pem()), Ok(public.clone()));
    let message = b"message";
    let sig = key(1).sign(message);
    assert!(public.verifies(message, &sig));
    // S plus the order of the group: the same number to a lax reader.
    let order = hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    let mut carried = sig.clone();
    let mut carry = 0_u16;
    for (byte, add) in carried[32..].iter_mut().zip(order) {
        let sum = u16::from(*byte) + u16::from(add) + carry;
        *byte = (sum & 0xff) as u8;
        carry = sum >> 8;
    }
    assert!(carried != sig && !public.verifies(message, &carried));
    // R of small order, S of nothing.
    let mut zero = vec![0; 64];
    zero[0] = 1;
    assert!(!public.verifies(message, &zero));
    for length in [0, 63, 65] {
        assert!(!public.verifies(message, &vec![0; length]));
    }
}

#[test]
fn a_key_file_says_what_is_wrong_with_it() {
    let row =
        |name: &str, role: &str, seed: u8| format!("[[key]]\nname = \"{name}\"\nrole = \"{role}\"\npublic = \"\"\"\n{}\"\"\"\n", key(seed).public().to_pem());
    let twice = format!("{}{}", row("kim", "editor", 2), row("ci", "ci", 2));
    let wrong = format!("{}revoked = 1\nnotAfter = \"soon\"\n", row("k m", "chief", 3));
    for (text, said) in [
        (twice.as_str(), vec!["this key is there already"]),
        (&wrong, vec!["no name", "no role", "unknown key `revoked`", "`notAfter` must be a moment"]),
        ("[[key]]\nname = \"a\"\n", vec!["a key has no `role`", "a key has no `public`"]),
        ("[[key]]\nname = \"a\"\nrole = \"ci\"\npublic = \"none\"\n", vec!["no public key of Ed25519 or P-256 in PEM"]),
        ("keys = 1\n", vec!["`keys` is not what this file has"]),
    ] {
        let problems = Trust::parse(text).expect_err("is wrong");
        let messages: BTreeSet<&str> = problems.iter().map(|p| p.message.as_str()).collect();
        assert_eq!(messages, said.into_iter().collect::<BTreeSet<_>>(), "{text}");
    }
    let kept = format!("# The desk's.\n{}", row("ci", "ci", 1));
    let added = trust::append(&kept, &TrustedKey { not_after: Some(moment(9)), ..trusted("kim", Role::Editor, &key(2)) });
    assert!(added.starts_with(&kept));
    let revoked = trust::revoke(&added, &key(2).public().keyid(), moment(5)).expect("is there");
    assert!(revoked.starts_with(&kept));
    let keys = Trust::parse(&revoked).expect("is read").keys;
    assert_eq!((keys[1].name.as_str(), keys[1].revoked_at, keys[1].not_after, keys[0].revoked_at), ("kim", Some(moment(5)), Some(moment(9)), None));
    assert_eq!(trust::revoke(&added, "none", moment(5)), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_file_of_keys_is_read_or_refused(text in "(\\[\\[key\\]\\]|name|public|role|=|\"|ci|[a-z]|\n|\\PC){0,40}") {
        if let Err(problems) = Trust::parse(&text) {
            prop_assert!(problems.iter().all(|p| p.span.end <= text.len()));
        }
    }

    #[test]
    fn any_record_and_checkpoint_is_read_or_refused(text in "([\\[\\]{}:,\"]|payload|Type|signatures|sig|keyid|\n|\u{2014} |AA==|[0-9]|\\PC){0,60}") {
        let answer = ask_with(text.as_bytes(), EDITED, 1, Some((&text, "a")));
        prop_assert!(!answer.holds() && !answer.reasons.is_empty());
    }
}
