//! Records of provenance: the published vectors byte for byte, and the whole way through the program: keys, a check, a sign-off, what is said when
//! something no longer holds, exports.

use crate::schema::{holds, schema};
use crate::support::{Place, Run};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use daejo::record::{Envelope, KeyType, PublicKey, Role, SecretKey, Sha256, Trust, TrustedKey, pae, trust};
use p256::ecdsa::Signature;
use serde_json::Value;
use std::fs;
use std::os::unix::fs::PermissionsExt;

fn seed(hex: &str) -> [u8; 32] {
    let bytes: Vec<u8> = (0..64).step_by(2).map(|i| u8::from_str_radix(&hex[i..i + 2], 16).expect("is hex")).collect();
    bytes.try_into().expect("32 bytes")
}

/// RFC 8032, 7.1, test 1.
const TEST_1: &str = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

const REVISION_1: &str = r#"{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"article.en.md","digest":{"sha256":"54e6903e7e69b9e86fa26b06ce25ea7697a55c64584ad26ba4dcbd91d53241e8"}}],"predicateType":"https://daejo.example/translation-check/v1","predicate":{"checkedAt":"2026-11-23T15:31:00Z","checker":{"name":"daejo","uri":"pkg:cargo/daejo@0.1.0","digest":{"sha256":"0000000000000000000000000000000000000000000000000000000000000000"}},"sources":[{"name":"article.ko.md","digest":{"sha256":"cbdf984f81df49b9b5785212387a83cedd4d69614912b61ed528708cbd7a0583"}}],"configuration":[{"name":"config.toml","digest":{"sha256":"1111111111111111111111111111111111111111111111111111111111111111"}}],"result":"PASSED","revision":1,"previous":{"digest":{"sha256":"0dec20637c34fd842f26abe40ae4d2f2a633706a85a671dc34718f4d2a01ef77"}}}}"#;

#[test]
fn the_vectors_hold_byte_for_byte() {
    let key = SecretKey::from_seed(KeyType::Ed25519, &seed(TEST_1)).expect("a key");
    let public = key.public();
    assert_eq!(public.keyid(), "74c181c7ad8a0855d4b55e44d2ba87aabdddb196832571f15f92fece332e4916");
    assert_eq!(public.ed25519_bytes(), Some(seed("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")));
    let hello = pae("http://example.com/HelloWorld", b"hello world");
    assert_eq!(STANDARD.encode(key.sign(&hello)), "4DHX3Zn4qpBKvEj7maE8O9u9bjXEnPLLnyXVUJ2PXJR8DSLcL3QDpFvfJOj3pB/SPHsl6Jg4boxsMb6KvuYABw==");
    // RFC 8032, 7.1, test 1: the empty message.
    assert_eq!(STANDARD.encode(key.sign(b"")), "5VZDAMNgrHKQhuLMgG6CioSHfx645dl02HPgZSJJAVVfuIIVkKM7rMYeOXAc+bRr0lv18FlbviRlUUFDjnoQCw==");
    let english = "The Bank of Korea cut its key rate by 0.25 percentage point to 2.75 percent.\n";
    assert_eq!(Sha256::of(english).to_string(), "54e6903e7e69b9e86fa26b06ce25ea7697a55c64584ad26ba4dcbd91d53241e8");
    assert_eq!((REVISION_1.len(), Sha256::of(REVISION_1).to_string().as_str()), (804, "f671c90b1c07f7605c965385f11e2d6568d29233ab52066330d9f4d2af86dcf1"));
    let message = pae("application/vnd.in-toto+json", REVISION_1.as_bytes());
    assert!(message.starts_with(b"DSSEv1 28 application/vnd.in-toto+json 804 {\"_type\":"));
    assert_eq!(Sha256::of(&message).to_string(), "842002be0c1a73daafd2d5933dc88bc1b1ebc5b9a3115e18f18c47aec9b3ea55");
    let envelope = Envelope::seal(REVISION_1.as_bytes().to_vec(), &key);
    assert_eq!(envelope.digest(), Sha256::of(REVISION_1));
    assert_eq!(STANDARD.encode(&envelope.signatures()[0].sig), "mIo1tXdv0M8boqvXrfiSvEV39L42l17O59muedbvhYRSMejfScDJBwEQq0/EpNUW/mnxL0KbtwbpjpRh6vbJBw==");
    assert_eq!(envelope.signatures()[0].keyid.as_deref(), Some(public.keyid().as_str()));
    let keys = trust::append(
        "",
        &TrustedKey { name: "ci".to_owned(), role: Role::Ci, keyid: public.keyid(), key: public, not_before: None, not_after: None, revoked_at: None, line: 0 },
    );
    let verified = Envelope::parse(envelope.to_line().as_bytes()).expect("is one").verify(&Trust::parse(&keys).expect("is read"), 1).expect("is signed");
    assert_eq!(verified.payload(), REVISION_1.as_bytes());
}

#[test]
fn the_vector_of_dsse_holds() {
    // The protocol's own vector is of P-256, with the two halves of the signature as they are; ours is in DER.
    let key = SecretKey::from_seed(KeyType::P256, &seed("d73ec437fd6346e3619c5ebfdfff0f6916804955ad32ac9ac492b0ede1f6ffb7")).expect("a key");
    let message = pae("http://example.com/HelloWorld", b"hello world");
    let sig = key.sign(&message);
    let halves = Signature::from_der(&sig).expect("is DER").to_bytes();
    assert_eq!(STANDARD.encode(halves), "A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==");
    assert!(key.public().verifies(&message, &sig) && !key.public().verifies(b"", &sig));
}

#[test]
fn keys_are_written_and_read() {
    for kind in KeyType::ALL {
        let key = SecretKey::from_seed(kind, &seed(TEST_1)).expect("a key");
        let again = SecretKey::from_pem(&key.to_pem()).expect("is read");
        assert_eq!((again.public(), again.public().key_type()), (key.public(), kind));
        assert_eq!(PublicKey::from_pem(&key.public().to_pem()), Ok(key.public()));
        assert!(PublicKey::from_pem(&key.to_pem()).is_err() && SecretKey::from_pem(&key.public().to_pem()).is_err());
        assert!(!format!("{key:?}").contains(TEST_1.get(..8).expect("is long")));
    }
    let locked = SecretKey::from_pem("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAA==\n-----END ENCRYPTED PRIVATE KEY-----\n").expect_err("is locked");
    assert!(locked.to_string().contains("passphrase"), "{locked}");
}

const KO: &str = "---\ndate: 2025-04-15\nrevision: 2\n---\n\n정부는 14일 도로에 3조5000억원을 쓴다고 밝혔다.\n\n공사는 다음 달 시작한다.\n";
const EN: &str = "---\ndate: 2025-04-15\ntranslator: {kind: ai, model: example-mt-1}\nedited_by: Kim Ha-neul\n---\n\nThe government said Monday that it will spend 3.5 trillion won on roads.\n\nConstruction begins next month.\n\nTranslated from the Korean using generative AI and edited by Kim Ha-neul.\n";

/// A newsroom with a machine's key and two editors', and an article.
struct House(Place);

impl House {
    fn new() -> Self {
        let place = Place::new();
        place.file("config.toml", "[record]\npublisher = \"Daehan Daily\"\n").file("ko/a.md", KO).file("en/a.md", EN);
        let house = Self(place);
        for (name, role) in [("ci", "ci"), ("kim", "editor"), ("lee", "editor")] {
            let run = house.at(0, &["record", "keys", "new", name, "--role", role, "--key-type", if name == "lee" { "p256" } else { "ed25519" }]);
            assert_eq!(run.code, 0, "{run:?}");
        }
        house
    }

    /// Runs the program some minutes after the beginning.
    fn at(&self, minutes: u32, args: &[&str]) -> Run {
        let mut command = self.0.command();
        let output = command.env("SOURCE_DATE_EPOCH", (1_795_000_000 + 60 * minutes).to_string()).args(args).output().expect("runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("is UTF-8");
        Run { code: output.status.code().expect("was not killed"), out: text(output.stdout), err: text(output.stderr) }
    }

    fn sign(&self, minutes: u32, who: &str, more: &[&str]) -> Run {
        self.at(minutes, &[&["record", "sign", "ko/a.md", "en/a.md", "--key", &format!("{who}.key.pem")], more].concat())
    }

    fn verify(&self, more: &[&str]) -> Run {
        self.at(100, &[&["record", "verify", "ko/a.md", "en/a.md"], more].concat())
    }
}

/// The codes of the reasons, as the terminal tells them.
fn reasons(run: &Run) -> Vec<String> {
    run.out.lines().filter_map(|l| l.strip_prefix("  ")?.split_once(':')).map(|(code, _)| code.to_owned()).collect()
}

#[test]
fn from_a_check_to_a_sign_off_and_what_voids_it() {
    let house = House::new();
    assert_eq!((house.verify(&[]).code, reasons(&house.verify(&[]))), (1, vec!["record-missing".to_owned()]));
    let checked = house.sign(0, "ci", &[]);
    assert_eq!(
        (checked.code, checked.out.as_str()),
        (0, "en/a.md.intoto.jsonl: record 0: check PASSED (0 critical, 0 major, 0 minor, 0 info open; 0 waived), signed by ci\n"),
        "{checked:?}"
    );
    assert_eq!(reasons(&house.verify(&[])), ["review-missing"]);
    let signed = house.sign(1, "kim", &["--text", "ran past the desk"]);
    assert_eq!((signed.code, signed.out.as_str()), (0, "en/a.md.intoto.jsonl: record 1: APPROVED by kim\n"), "{signed:?}");
    let good = house.verify(&[]);
    assert_eq!(good.code, 0, "{good:?}");
    insta::assert_snapshot!(good.out, @"good: en/a.md: approved by kim at 2026-11-18T11:07:40Z, checked at 2026-11-18T11:06:40Z; 2 records");
    // The Korean is found by the patterns, the record beside the English; a folder has them all.
    for paths in [&["en/a.md"][..], &["en/a.md.intoto.jsonl"], &["."], &[]] {
        let run = house.at(100, &[&["record", "verify"], paths].concat());
        assert_eq!((run.code, run.out.as_str()), (0, good.out.as_str()), "{paths:?} {run:?}");
    }
    let shown = house.at(100, &["record", "show", "en/a.md"]);
    assert!(
        shown.out.lines().count() == 2 && shown.out.contains("check PASSED") && shown.out.contains("review APPROVED, 0 waivers: ran past the desk"),
        "{shown:?}"
    );

    // One byte of the English.
    house.0.file("en/a.md", EN.replace("Monday", "Munday"));
    let run = house.verify(&[]);
    assert_eq!((run.code, reasons(&run)), (1, vec!["english-differs".to_owned()]));
    assert!(run.out.contains("the English was edited after kim signed it off at 2026-11-18T11:07:40Z"), "{}", run.out);
    let json: Value = serde_json::from_str(&house.verify(&["--format", "json"]).out).expect("is JSON");
    holds(&schema("verification.v1.json"), &json);
    assert_eq!(
        (&json["results"][0]["holds"], &json["results"][0]["reasons"][0]["code"], &json["results"][0]["reasons"][0]["line"]),
        (&false.into(), &"english-differs".into(), &1.into())
    );
    let early = house.sign(2, "kim", &[]);
    assert!(early.code == 2 && early.err.contains("the newest check is of another English"), "{early:?}");
    house.0.file("en/a.md", EN).file("ko/a.md", KO.replace("3조5000억원", "3조6000억원"));
    assert_eq!((house.verify(&[]).code, reasons(&house.verify(&[]))), (1, vec!["korean-differs".to_owned()]));
    let stale = house.sign(2, "kim", &[]);
    assert!(stale.code == 2 && stale.err.contains("another Korean"), "{stale:?}");
    // What was wrong before is told to be mended in the next check.
    let failed = house.sign(3, "ci", &[]);
    assert_eq!((failed.code, failed.out.contains("check FAILED")), (1, true), "{failed:?}");
    let refused = house.sign(4, "kim", &[]);
    assert!(refused.code == 2 && refused.err.contains("did not pass"), "{refused:?}");
    assert_eq!(house.sign(4, "kim", &["--reject", "--text", "the sum"]).code, 0);
    house.0.file("en/a.md", EN.replace("3.5 trillion", "3.6 trillion"));
    assert_eq!(house.sign(5, "ci", &[]).code, 0);
    let shown: Value = serde_json::from_str(&house.at(100, &["record", "show", "en/a.md", "--format", "json"]).out).expect("is JSON");
    let last = &shown[4]["statement"]["predicate"];
    assert_eq!((&last["findings"][0]["disposition"], &last["revision"]), (&"fixed".into(), &4.into()), "{last}");
    assert_eq!(house.sign(6, "kim", &[]).code, 0);
    assert_eq!(house.verify(&[]).code, 0);
    // Four eyes: the second editor's key is of the other kind.
    assert_eq!(reasons(&house.verify(&["--reviewers", "2"])), ["reviewers-too-few"]);
    assert_eq!(house.sign(7, "lee", &[]).code, 0);
    assert_eq!(house.verify(&["--reviewers", "2"]).code, 0);
    // A record that is not at hand as it should be cannot be added to.
    let whole = house.0.read("en/a.md.intoto.jsonl");
    house.0.file("en/a.md.intoto.jsonl", whole.replacen("eyJ", "eyK", 1));
    let broken = house.sign(8, "ci", &[]);
    assert!(broken.code == 2 && broken.err.contains("line 1"), "{broken:?}");
    let shown = house.at(100, &["record", "show", "en/a.md"]);
    assert!(shown.code == 3 && shown.out.is_empty() && shown.err.contains("signature-wrong"), "{shown:?}");
}

#[test]
fn a_statement_says_all_that_it_should_and_holds_to_its_schema() {
    let house = House::new();
    house.0.file("prompts/p.txt", "Translate.").file("config.toml", "[record]\nprompt = \"prompts/p.txt\"\n[rules]\ndate-differs = \"off\"\n");
    assert_eq!(house.sign(0, "ci", &["--translator-version", "2026-10"]).code, 0);
    assert_eq!(house.sign(1, "kim", &[]).code, 0);
    let shown: Value = serde_json::from_str(&house.at(100, &["record", "show", "en/a.md", "--format", "json"]).out).expect("is JSON");
    let (check, review) = (&shown[0]["statement"], &shown[1]["statement"]);
    holds(&schema("translation-check.v1.json"), check);
    holds(&schema("editorial-review.v1.json"), review);
    let p = &check["predicate"];
    assert_eq!(check["subject"][0]["digest"]["sha256"], Sha256::of(EN).to_string());
    assert_eq!((&p["sources"][0]["annotations"]["lang"], &p["sources"][0]["annotations"]["revision"]), (&"ko".into(), &"2".into()));
    assert_eq!(p["sources"][0]["digest"]["sha256"], Sha256::of(KO).to_string());
    let translator = &p["translator"];
    assert_eq!((&translator["kind"], &translator["model"], &translator["tool"]), (&"machine".into(), &"example-mt-1".into(), &"unknown".into()));
    assert_eq!(translator["prompt"]["sha256"], Sha256::of("Translate.").to_string());
    assert_eq!(
        (&translator["glossary"], &translator["declaredBy"]["prompt"], &translator["declaredBy"]["version"]),
        (&"unknown".into(), &"configuration".into(), &"options".into())
    );
    let names: Vec<&str> = p["configuration"].as_array().expect("a list").iter().filter_map(|r| r["name"].as_str()).collect();
    assert_eq!(names, ["daejo:rules", "daejo:lexicons", "daejo:rates", "config.toml"]);
    assert!(p["unchecked"].as_array().expect("a list").iter().any(|u| u["what"] == "rule date-differs"), "{p}");
    assert!(p["pairing"]["links"][0]["score"].is_string() && p["date"] == "2025-04-15");
    assert_eq!((&review["predicate"]["reviewer"]["id"], &review["predicate"]["check"]["digest"]["sha256"]), (&"kim".into(), &shown[0]["digest"]));
    assert_eq!(review["predicate"]["previous"], review["predicate"]["check"]);
    // What the check went by is held against what is there, where that is asked for.
    assert_eq!(house.verify(&["--same-configuration"]).code, 0);
    house.0.file("config.toml", "[record]\nprompt = \"prompts/p.txt\"\n");
    let run = house.verify(&["--same-configuration"]);
    assert_eq!((run.code, reasons(&run)), (1, vec!["configuration-differs".to_owned()]));
    assert_eq!(house.verify(&[]).code, 0);
}

#[test]
fn what_is_waived_is_told_and_ends() {
    let house = House::new();
    house.0.file("en/a.md", EN.replace("3.5 trillion", "3.5 billion"));
    let found = house.at(0, &["check", "ko/a.md", "en/a.md", "--format", "jsonl"]).json_lines();
    let fingerprint = found[0]["findings"][0]["fingerprint"].as_str().expect("is there").to_owned();
    let waived = house.at(0, &["waive", &fingerprint, "--reason", "context", "--text", "as the ministry has it", "--by", "Kim", "--until", "2026-11-20"]);
    assert_eq!(waived.code, 0, "{waived:?}");
    let run = house.sign(1, "ci", &[]);
    assert!(run.code == 0 && run.out.contains("1 waived"), "{run:?}");
    assert_eq!(house.sign(2, "kim", &[]).code, 0);
    assert_eq!(house.verify(&[]).code, 0);
    let later = house.at(100, &["record", "verify", "en/a.md", "--at", "2026-11-21T00:00:00Z"]);
    assert_eq!((later.code, reasons(&later)), (1, vec!["waiver-expired".to_owned(), "waiver-expired".to_owned()]), "{later:?}");
    assert!(later.out.contains("the waiver of magnitude-slip by Kim ended on 2026-11-20"), "{}", later.out);
}

#[test]
fn keys_are_kept_from_others_and_taken_back() {
    let house = House::new();
    let path = house.0.path().join("ci.key.pem");
    assert_eq!(fs::metadata(&path).expect("is there").permissions().mode() & 0o777, 0o600);
    for mode in [0o640, 0o604, 0o666] {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("is its owner's");
        let run = house.sign(0, "ci", &[]);
        assert!(run.code == 2 && run.err.contains("others may read or write this key") && run.err.contains("nothing was signed"), "{run:?}");
    }
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("is its owner's");
    let again = house.at(0, &["record", "keys", "new", "ci", "--role", "ci"]);
    assert!(again.code == 2 && again.err.contains("never replaced"), "{again:?}");
    // From the environment and from a descriptor.
    let pem = house.0.read("ci.key.pem");
    let sign = ["record", "sign", "ko/a.md", "en/a.md", "--key"];
    let by_variable = house.0.command().env("DESK_KEY", &pem).env("SOURCE_DATE_EPOCH", "1795000000").args(sign).arg("env:DESK_KEY").output().expect("runs");
    assert_eq!(by_variable.status.code(), Some(0), "{by_variable:?}");
    let by_descriptor = house.0.command().env("SOURCE_DATE_EPOCH", "1795000001").args(sign).arg("fd:0").write_stdin(pem.as_str()).output().expect("runs");
    assert_eq!(by_descriptor.status.code(), Some(0), "{by_descriptor:?}");
    house.0.file("no.pem", "none");
    fs::set_permissions(house.0.path().join("no.pem"), fs::Permissions::from_mode(0o600)).expect("is its owner's");
    for (key, said) in [
        ("env:NONE", "the variable NONE"),
        ("fd:x", "fd:3"),
        ("ko/a.md", "others may read or write"),
        ("no.pem", "no secret key"),
        ("none.pem", "could not be read"),
    ] {
        let run = house.at(1, &[&sign[..], &[key]].concat());
        assert!(run.code == 2 && run.err.contains(said), "{key} {run:?}");
    }
    let list = house.at(0, &["record", "keys", "list"]);
    assert_eq!(
        list.out.lines().map(|l| l.split_whitespace().take(3).collect::<Vec<_>>().join(" ")).collect::<Vec<_>>(),
        ["ci ci ed25519", "kim editor ed25519", "lee editor p256"]
    );
    assert_eq!(house.sign(5, "kim", &[]).code, 0);
    let revoke = house.at(10, &["record", "keys", "revoke", "kim"]);
    assert_eq!(revoke.code, 0, "{revoke:?}");
    assert_eq!(house.verify(&[]).code, 0, "what was signed before stands");
    let after = house.sign(11, "kim", &[]);
    assert!(after.code == 2 && after.err.contains("it was revoked at"), "{after:?}");
    assert_eq!(house.at(12, &["record", "keys", "revoke", "kim", "--at", "2026-11-18T11:00:00Z"]).code, 0);
    assert_eq!(reasons(&house.verify(&[])), ["key-revoked"]);
    // Another house takes the public half in.
    let other = Place::new();
    other.file("lee.pub.pem", SecretKey::from_pem(&house.0.read("lee.key.pem")).expect("is one").public().to_pem());
    let run = other.run(&["record", "keys", "trust", "lee", "lee.pub.pem", "--role", "editor"]);
    assert!(run.code == 0 && other.read("keys.toml").contains("BEGIN PUBLIC KEY"), "{run:?}");
    assert!(other.run(&["record", "keys", "trust", "eel", "lee.pub.pem", "--role", "ci"]).err.contains("this key is there already"));
    let none = Place::new().file("a.en.md", EN).run(&["record", "verify", "a.en.md"]);
    assert!(none.code == 2 && none.err.contains("there are no keys that are trusted"), "{none:?}");
}

#[test]
fn a_machine_signs_no_review_and_an_editor_no_check() {
    let house = House::new();
    let run = house.sign(0, "ci", &["--reject"]);
    assert!(run.code == 2 && run.err.contains("an editor's"), "{run:?}");
    let run = house.sign(0, "kim", &[]);
    assert!(run.code == 2 && run.err.contains("there is no check"), "{run:?}");
    assert!(!house.0.path().join("en/a.md.intoto.jsonl").exists(), "nothing is left where nothing was signed");
    let run = house.sign(0, "kim", &["--translator-model", "m"]);
    assert_eq!(run.code, 2, "{run:?}");
    let stranger = Place::new();
    stranger.run(&["record", "keys", "new", "mole", "--role", "ci"]);
    let mole = stranger.path().join("mole.key.pem");
    let run = house.at(0, &["record", "sign", "ko/a.md", "en/a.md", "--key", mole.to_str().expect("is text")]);
    assert!(run.code == 2 && run.err.contains("not among the trusted ones"), "{run:?}");
}

#[test]
fn what_cannot_be_checked_never_passes() {
    let house = House::new();
    house.0.file("en/a.md", "도로에 3조5000억원을 쓴다고 밝혔다.\n");
    let run = house.sign(0, "ci", &[]);
    assert_eq!((run.code, run.out.contains("check FAILED"), run.out.contains("not all was checked")), (3, true, true), "{run:?}");
    assert_eq!(reasons(&house.verify(&[])), ["check-incomplete", "review-missing"]);
    fs::remove_file(house.0.path().join("ko/a.md")).expect("was there");
    let run = house.at(100, &["record", "verify", "en/a.md"]);
    assert_eq!((run.code, reasons(&run)), (3, ["korean-missing", "check-incomplete", "review-missing"].map(str::to_owned).to_vec()), "{run:?}");
}

#[test]
fn what_a_crash_leaves_is_taken_away() {
    let house = House::new();
    house.sign(0, "ci", &[]);
    house.sign(1, "kim", &[]);
    let whole = house.0.read("en/a.md.intoto.jsonl");
    house.sign(2, "lee", &[]);
    let more = house.0.read("en/a.md.intoto.jsonl");
    for length in [1, 20, more.len() - whole.len() - 2] {
        house.0.file("en/a.md.intoto.jsonl", &more[..whole.len() + length]);
        assert_eq!(reasons(&house.verify(&[])), ["line-torn"], "{length}");
        let run = house.sign(2, "lee", &[]);
        assert!(run.code == 0 && run.err.contains("was taken away"), "{run:?}");
        assert_eq!(house.0.read("en/a.md.intoto.jsonl"), more);
    }
    // A last line that lacks its end only is whole.
    house.0.file("en/a.md.intoto.jsonl", whole.trim_end());
    assert_eq!((house.sign(2, "lee", &[]).err.as_str(), house.verify(&["--reviewers", "2"]).code), ("", 0));
    assert_eq!(house.0.read("en/a.md.intoto.jsonl").lines().count(), 3);
}

#[test]
fn articles_without_a_record_are_told_where_that_is_asked_for() {
    let house = House::new();
    house.sign(0, "ci", &[]);
    house.sign(1, "kim", &[]);
    house.0.file("ko/b.md", KO).file("en/b.md", EN);
    assert_eq!(house.at(9, &["record", "verify", "."]).code, 0);
    let run = house.at(9, &["record", "verify", ".", "--all"]);
    assert_eq!((run.code, reasons(&run)), (1, vec!["record-missing".to_owned()]), "{run:?}");
    assert!(run.out.contains("good: en/a.md") && run.out.contains("NOT GOOD: en/b.md"), "{}", run.out);
}

#[test]
fn checkpoints_see_a_record_that_was_rolled_back() {
    let house = House::new();
    house.sign(0, "ci", &[]);
    house.sign(1, "kim", &[]);
    let early = house.0.read("en/a.md.intoto.jsonl");
    house.sign(2, "kim", &["--reject"]);
    let run = house.at(3, &["record", "checkpoint", "--key", "ci.key.pem", "--out", "HEAD"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(house.0.read("HEAD").starts_with("en/a.md.intoto.jsonl\n3\n"), "{}", house.0.read("HEAD"));
    house.0.file("en/a.md.intoto.jsonl", early);
    assert_eq!(house.verify(&[]).code, 0, "nothing in the record itself tells");
    assert_eq!(reasons(&house.verify(&["--head", "HEAD"])), ["head-shorter"]);
    let run = house.at(3, &["record", "checkpoint", "--key", "lee.key.pem", "--out", "HEAD2"]);
    assert!(run.code == 2 && run.err.contains("Ed25519"), "{run:?}");
}
