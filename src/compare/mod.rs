//! Whether two values say the same. Four answers: same, compatible, differs, cannot tell.

pub mod name;
