//! The commit that a change is held against: what is named, or what the service names on which this runs, or the main branch.

use super::Stop;
use crate::git::{Oid, Repository};
use crate::report::escape;

/// Where a change begins.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Base {
    pub(super) id: Oid,
    /// How it was found, for people.
    pub(super) why: String,
}

/// What a variable holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Names {
    /// A branch of the repository from which this one was cloned.
    Branch,
    /// A commit.
    Commit,
}

/// Variables by which services and hooks say into what a change is to be merged, in the order in which they are asked. They are
/// set for changes only.
const TOLD: [(&str, Names); 10] = [
    ("GITHUB_BASE_REF", Names::Branch),
    ("CI_MERGE_REQUEST_DIFF_BASE_SHA", Names::Commit),
    ("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", Names::Branch),
    ("BITBUCKET_PR_DESTINATION_COMMIT", Names::Commit),
    ("BITBUCKET_PR_DESTINATION_BRANCH", Names::Branch),
    ("SYSTEM_PULLREQUEST_TARGETBRANCH", Names::Branch),
    ("CHANGE_TARGET", Names::Branch),
    ("BUILDKITE_PULL_REQUEST_BASE_BRANCH", Names::Branch),
    ("CI_COMMIT_TARGET_BRANCH", Names::Branch),
    ("PRE_COMMIT_FROM_REF", Names::Commit),
];

/// Variables by which they say what was there before a push. They are asked on the main branch alone: elsewhere a push is a part of a
/// change, and what was pushed before it belongs to the change as well.
const PUSHED: [&str; 2] = ["CI_COMMIT_BEFORE_SHA", "GITHUB_EVENT_BEFORE"];

/// Branches that are held against when nobody names one.
const USUAL: [&str; 5] = ["origin/HEAD", "origin/main", "origin/master", "main", "master"];

/// Finds the commit. `told` looks up a variable of the environment.
pub(super) fn find(repository: &Repository, asked: Option<&str>, head: &Oid, told: impl Fn(&str) -> Option<String>) -> Result<Base, Stop> {
    let git = |e: crate::git::GitError| Stop::Usage(format!("{e}; nothing was checked"));
    if let Some(asked) = asked {
        return match repository.commit(asked).map_err(git)? {
            Some(id) => parted(repository, &id, head, asked),
            None => Err(missing(repository, asked, "--base")),
        };
    }
    for (variable, names) in TOLD {
        let Some(value) = told(variable).filter(|v| !v.bytes().all(|b| b == b'0')) else { continue };
        let short = value.trim_start_matches("refs/heads/");
        let tried = match names {
            Names::Branch => vec![format!("origin/{short}"), short.to_owned()],
            Names::Commit => vec![value.clone()],
        };
        for revision in &tried {
            if let Some(id) = repository.commit(revision).map_err(git)? {
                return parted(repository, &id, head, &format!("{revision}, which {variable} names"));
            }
        }
        // A pull request is checked out as it would be merged: what it is merged into is the first parent.
        if let (Some(first), Some(_)) = (parent(repository, head, 1).map_err(git)?, parent(repository, head, 2).map_err(git)?) {
            return Ok(Base { id: first, why: "the first parent of the merge that is checked out".to_owned() });
        }
        return Err(missing(repository, tried.first().map_or(short, String::as_str), variable));
    }
    let pushed = || PUSHED.iter().find_map(|v| told(v).filter(|v| !v.bytes().all(|b| b == b'0')).map(|value| (*v, value)));
    for branch in USUAL {
        let Some(id) = repository.commit(branch).map_err(git)? else { continue };
        let base = parted(repository, &id, head, branch)?;
        return match pushed().filter(|_| base.id == *head) {
            None => Ok(base),
            Some((variable, before)) => named(repository, &before, variable, head),
        };
    }
    if let Some((variable, before)) = pushed() {
        return named(repository, &before, variable, head);
    }
    Err(Stop::Usage("there is no branch origin/HEAD, origin/main, origin/master, main or master to hold the change against; name a revision with --base, or check everything with --all; nothing was checked".to_owned()))
}

/// The commit that a variable names.
fn named(repository: &Repository, revision: &str, variable: &str, head: &Oid) -> Result<Base, Stop> {
    match repository.commit(revision).map_err(|e| Stop::Usage(format!("{e}; nothing was checked")))? {
        Some(id) => parted(repository, &id, head, &format!("{revision}, which {variable} names")),
        None => Err(missing(repository, revision, variable)),
    }
}

fn parent(repository: &Repository, of: &Oid, number: usize) -> Result<Option<Oid>, crate::git::GitError> {
    repository.commit(&format!("{of}^{number}"))
}

/// The commit from which the change has parted.
fn parted(repository: &Repository, id: &Oid, head: &Oid, why: &str) -> Result<Base, Stop> {
    let git = |e: crate::git::GitError| Stop::Usage(format!("{e}; nothing was checked"));
    let shown = escape::visible(why);
    if id == head {
        return Ok(Base { id: id.clone(), why: shown.into_owned() });
    }
    match repository.merge_base(id, head).map_err(git)? {
        Some(base) if base == *id => Ok(Base { id: base, why: shown.into_owned() }),
        Some(base) => Ok(Base { id: base, why: format!("where it parted from {shown}") }),
        None if repository.is_shallow().map_err(git)? => {
            Err(Stop::Usage(format!("the clone is shallow: it does not reach back to where the change parted from {shown}; nothing was checked\n{}", deepen())))
        }
        None => Err(Stop::Usage(format!("{shown} and what is checked have no commit in common, so there is no change between them; nothing was checked"))),
    }
}

fn missing(repository: &Repository, revision: &str, named: &str) -> Stop {
    let shown = escape::visible(revision).into_owned();
    let shallow = repository.is_shallow().unwrap_or(false);
    let how = if shallow { "the clone is shallow and" } else { "the repository" };
    Stop::Usage(format!("{how} has no commit `{shown}`, which {named} names; nothing was checked\n{}", if shallow { deepen() } else { fetch() }))
}

/// How to get the rest of the history.
fn deepen() -> String {
    "  on GitHub:  give actions/checkout `fetch-depth: 0` (for pull requests `fetch-depth: 2` is enough)\n  \
     on GitLab:  set the variable GIT_DEPTH to \"0\"\n  \
     elsewhere:  git fetch --unshallow origin"
        .to_owned()
}

fn fetch() -> String {
    "  fetch it with `git fetch origin`, or name another revision with --base".to_owned()
}
