//! Names across the two scripts: how Korean names are spelled in Latin letters, and what is called what.
