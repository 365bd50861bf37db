//! The program: hands the command line to [`daejo::cli`] and its verdict to the shell.

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Checking makes many small lists that live for one pair; this allocator hands them out in half the instructions.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    daejo::cli::run()
}
