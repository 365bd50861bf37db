//! Looks names up, and lets through only addresses that may be connected to: the connection is made to what was weighed here,
//! and the name is not asked a second time. Part of [`crate::fetch`].

use super::address::Rules;
use super::error::Why;
use futures_util::future::BoxFuture;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::fmt::Debug;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

/// Who is asked for the addresses of a name.
pub trait Lookup: Send + Sync + Debug {
    /// The addresses of a host, in the order in which they are to be tried.
    fn lookup(&self, host: String) -> BoxFuture<'static, io::Result<Vec<IpAddr>>>;
}

/// The resolver of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct System;

impl Lookup for System {
    fn lookup(&self, host: String) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> {
        Box::pin(async move { Ok(tokio::net::lookup_host((host, 0)).await?.map(|a| a.ip()).collect()) })
    }
}

/// Addresses of one name that are looked at; more are passed over.
const MOST: usize = 64;

/// Looks up and weighs.
#[derive(Clone, Debug)]
pub(super) struct Weighed {
    pub(super) lookup: Arc<dyn Lookup>,
    pub(super) rules: Arc<Rules>,
}

/// A reason that travels through the errors of the client.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Refused(pub(super) Why);

impl Resolve for Weighed {
    fn resolve(&self, name: Name) -> Resolving {
        let (lookup, rules) = (Arc::clone(&self.lookup), Arc::clone(&self.rules));
        let host = name.as_str().trim_end_matches('.').to_lowercase();
        Box::pin(async move {
            let refused = |why| Box::new(Refused(why)) as Box<dyn std::error::Error + Send + Sync>;
            let mut found = lookup.lookup(host.clone()).await.map_err(|e| refused(Why::Name(e.to_string())))?;
            found.truncate(MOST);
            if found.is_empty() {
                return Err(refused(Why::Name("it has no address".to_owned())));
            }
            // One bad address among good ones is enough: whoever answers so may answer otherwise the next time.
            for address in &found {
                rules.admit_name(&host, *address).map_err(refused)?;
            }
            Ok(Box::new(found.into_iter().map(|ip| SocketAddr::new(ip, 0))) as Addrs)
        })
    }
}
