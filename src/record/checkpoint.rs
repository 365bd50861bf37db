//! Checkpoints: how many records an article had at a moment, and the root of the Merkle tree over them (RFC 6962), in a signed note as transparency logs
//! write it. With one that lies elsewhere, in the repository say, a record that was cut at its end or rolled back is seen. Part of [`crate::record`].

use super::chain::Chain;
use super::digest::{Moment, Sha256};
use super::key::{PublicKey, SecretKey};
use super::reason::{Code, Reason};
use super::trust::{Trust, is_name};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;

/// The first byte of the hint to an Ed25519 key in a signed note.
const ED25519: u8 = 1;
/// Notes that one file may hold.
const MOST: usize = 100_000;

/// How far a record had come at a moment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checkpoint {
    /// Which record: the path of its file, as whoever keeps the checkpoints names it.
    pub origin: String,
    /// How many records it had.
    pub size: u64,
    /// The root of the tree over them.
    pub root: Sha256,
    /// When.
    pub date: Moment,
}

/// Why there is no checkpoint.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CheckpointError {
    /// Signed notes are of Ed25519.
    #[error("a checkpoint is signed with a key of Ed25519")]
    KeyType,
    /// A line that is no name.
    #[error("the name of a record is one line")]
    Origin,
    /// The records do not hold.
    #[error("a record that cannot be read gets no checkpoint")]
    Broken,
}

impl Checkpoint {
    /// The checkpoint of the records as they are.
    ///
    /// # Errors
    /// When one of them is no envelope, or the name has more than one line.
    pub fn of(chain: &Chain, origin: &str, at: Moment) -> Result<Self, CheckpointError> {
        let leaves: Option<Vec<Sha256>> = chain.leaves.iter().copied().collect();
        let leaves = leaves.filter(|_| chain.reasons.is_empty()).ok_or(CheckpointError::Broken)?;
        if origin.is_empty() || origin.contains(char::is_control) {
            return Err(CheckpointError::Origin);
        }
        Ok(Self { origin: origin.to_owned(), size: leaves.len() as u64, root: root(&leaves), date: at })
    }

    fn text(&self) -> String {
        format!("{}\n{}\n{}\n{}\n", self.origin, self.size, STANDARD.encode(self.root.bytes()), self.date)
    }

    /// The note, signed.
    ///
    /// # Errors
    /// When the key is not of Ed25519.
    pub fn signed(&self, name: &str, key: &SecretKey) -> Result<String, CheckpointError> {
        let hint = hint(name, &key.public()).ok_or(CheckpointError::KeyType)?;
        let text = self.text();
        let sig = [&hint[..], &key.sign(text.as_bytes())].concat();
        Ok(format!("{text}\n\u{2014} {name} {}\n", STANDARD.encode(sig)))
    }
}

/// The hint to a key: the first bytes of a digest over its name and itself.
fn hint(name: &str, key: &PublicKey) -> Option<[u8; 4]> {
    let bytes = key.ed25519_bytes()?;
    let digest = Sha256::of_parts([name.as_bytes(), b"\n", &[ED25519], &bytes]);
    digest.bytes().first_chunk().copied()
}

/// The root of a Merkle tree (RFC 6962, 2.1).
pub fn root(leaves: &[Sha256]) -> Sha256 {
    match leaves {
        [] => Sha256::of(""),
        [one] => *one,
        _ => {
            let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
            Sha256::of_parts([&[1][..], root(left).bytes(), root(right).bytes()])
        }
    }
}

/// A note as it was read, not verified.
struct Note<'t> {
    text: &'t str,
    checkpoint: Checkpoint,
    /// Name and signature, with the hint before it.
    signatures: Vec<(&'t str, Vec<u8>)>,
}

/// Reads the notes of a file; what is none is passed over, and then speaks for no record.
fn notes(file: &str) -> Vec<Note<'_>> {
    let mut out = Vec::new();
    let mut rest = file;
    while out.len() < MOST {
        rest = rest.trim_start_matches('\n');
        let Some(end) = rest.find("\n\n\u{2014} ") else { break };
        let text = &rest[..=end];
        let mut at = end + 2;
        let mut signatures = Vec::new();
        while let Some(line) = rest[at..].strip_prefix("\u{2014} ") {
            let line = line.split_inclusive('\n').next().unwrap_or("");
            at += "\u{2014} ".len() + line.len();
            let Some((name, sig)) = line.trim_end().split_once(' ') else { continue };
            signatures.extend(STANDARD.decode(sig).ok().map(|sig| (name, sig)));
        }
        rest = &rest[at..];
        out.extend(checkpoint(text).map(|checkpoint| Note { text, checkpoint, signatures }));
    }
    out
}

fn checkpoint(text: &str) -> Option<Checkpoint> {
    let mut lines = text.lines();
    let (origin, size, root, date) = (lines.next()?, lines.next()?, lines.next()?, lines.next()?);
    let root: [u8; 32] = STANDARD.decode(root).ok()?.try_into().ok()?;
    let parsed =
        Checkpoint { origin: origin.to_owned(), size: size.parse().ok()?, root: Sha256::from_bytes(root), date: Moment::new(date.parse::<Timestamp>().ok()?) };
    // In one way only.
    (parsed.text() == text).then_some(parsed)
}

impl Note<'_> {
    fn is_signed(&self, trust: &Trust) -> bool {
        self.signatures.iter().any(|(name, sig)| {
            let Some((given, sig)) = sig.split_first_chunk::<4>() else { return false };
            let mut keys = trust.keys.iter().filter(|k| k.name == *name && is_name(name) && k.at(self.checkpoint.date).is_ok());
            keys.any(|k| hint(name, &k.key).as_ref() == Some(given) && k.key.verifies(self.text.as_bytes(), sig))
        })
    }
}

/// Holds records against a file of checkpoints: what is shorter than it was, or another history.
pub(super) fn hold(file: &str, origin: &str, chain: &Chain, trust: &Trust) -> Vec<Reason> {
    let notes = notes(file);
    let mut ours = notes.iter().filter(|n| n.checkpoint.origin == origin).peekable();
    if ours.peek().is_none() {
        return vec![Reason::new(Code::HeadMissing, format!("the checkpoint says nothing of {origin}"))];
    }
    let mut out = Vec::new();
    for note in ours {
        let Checkpoint { size, root: then, date, .. } = &note.checkpoint;
        if !note.is_signed(trust) {
            out.push(Reason::new(Code::HeadSignature, format!("the checkpoint of {date} is signed by no key that is trusted and was valid then")));
            continue;
        }
        let Some(known) = usize::try_from(*size).ok().and_then(|n| chain.leaves.get(..n)) else {
            let text = format!("the record has {} lines, and had {size} at {date}: its end was cut off, or an old copy was put in its place", chain.lines);
            out.push(Reason::new(Code::HeadShorter, text));
            continue;
        };
        let leaves: Option<Vec<Sha256>> = known.iter().copied().collect();
        if leaves.map(|l| root(&l)) != Some(*then) {
            out.push(Reason::new(Code::HeadDiffers, format!("the first {size} lines are not those of {date}: this is another history")));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_are_those_of_rfc_6962() {
        // The vectors of Certificate Transparency: leaves of these bytes.
        let data: [&[u8]; 8] = [
            &[],
            &[0],
            &[0x10],
            &[0x20, 0x21],
            &[0x30, 0x31],
            &[0x40, 0x41, 0x42, 0x43],
            &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
            &[0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
        ];
        let leaves: Vec<Sha256> = data.iter().map(|d| Sha256::of_parts([&[0][..], d])).collect();
        for (n, want) in [
            (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            (1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
            (2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
            (3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
            (8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
        ] {
            assert_eq!(root(&leaves[..n]).to_string(), want, "{n}");
        }
    }
}
