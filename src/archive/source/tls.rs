//! How the connection to PostgreSQL is kept from others: what `sslmode` and `sslrootcert` of its address ask for, in the meaning that they
//! have for psql.

use percent_encoding::percent_decode_str;
use postgres::config::SslMode;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio_postgres_rustls::MakeRustlsConnect;

/// What an address asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Tls {
    pub(super) mode: SslMode,
    seen_to: SeenTo,
    /// A file with the certificates that are trusted, in the place of those of the system.
    roots: Option<PathBuf>,
}

/// What is asked of the certificate of a server.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum SeenTo {
    /// Nothing: nobody can listen, but it may be somebody else who answers.
    Nothing,
    /// That somebody vouches for it who is trusted.
    Issuer,
    /// That, and that it is for this server.
    Name,
}

impl Tls {
    /// Takes what it knows out of the parameters of an address.
    ///
    /// # Errors
    /// When a mode is none, in words.
    pub(super) fn of(address: &str) -> Result<(String, Self), String> {
        let (place, parameters) = address.split_once('?').unwrap_or((address, ""));
        let (mut mode, mut roots, mut others) = (None, None, Vec::new());
        for parameter in parameters.split('&').filter(|p| !p.is_empty()) {
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            let value = || percent_decode_str(value).decode_utf8_lossy().into_owned();
            match name {
                "sslmode" => mode = Some(value()),
                "sslrootcert" => roots = Some(value()),
                _ => others.push(parameter),
            }
        }
        // psql looks at the certificate, too, when it is told whom to trust.
        let given = roots.is_some();
        let (mode, seen_to) = match mode.as_deref().unwrap_or("prefer") {
            "disable" => (SslMode::Disable, SeenTo::Nothing),
            "allow" | "prefer" => (SslMode::Prefer, SeenTo::Nothing),
            "require" => (SslMode::Require, if given { SeenTo::Issuer } else { SeenTo::Nothing }),
            "verify-ca" => (SslMode::Require, SeenTo::Issuer),
            "verify-full" => (SslMode::Require, SeenTo::Name),
            other => return Err(format!("`{other}` is no sslmode; these are disable, prefer, require, verify-ca and verify-full")),
        };
        let address = if others.is_empty() { place.to_owned() } else { format!("{place}?{}", others.join("&")) };
        Ok((address, Self { mode, seen_to, roots: roots.filter(|r| r != "system").map(PathBuf::from) }))
    }

    /// What makes connections that are so.
    ///
    /// # Errors
    /// When certificates that are to be trusted cannot be had, in words.
    pub(super) fn connector(&self) -> Result<MakeRustlsConnect, String> {
        let provider = Arc::new(ring::default_provider());
        let issuers = match self.seen_to {
            SeenTo::Nothing => None,
            SeenTo::Issuer | SeenTo::Name => {
                let roots = Arc::new(self.roots()?);
                let asked = WebPkiServerVerifier::builder_with_provider(roots, Arc::clone(&provider)).build();
                Some(asked.map_err(|e| e.to_string())?)
            }
        };
        let verifier = Verifier { issuers, names: self.seen_to == SeenTo::Name, provider: Arc::clone(&provider) };
        let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().map_err(|e| e.to_string())?;
        let config = config.dangerous().with_custom_certificate_verifier(Arc::new(verifier)).with_no_client_auth();
        Ok(MakeRustlsConnect::new(config))
    }

    fn roots(&self) -> Result<RootCertStore, String> {
        let mut roots = RootCertStore::empty();
        let certificates = match &self.roots {
            Some(path) => of_file(path)?,
            None => rustls_native_certs::load_native_certs().certs,
        };
        let (taken, _) = roots.add_parsable_certificates(certificates);
        if taken == 0 {
            let from = self.roots.as_deref().map_or_else(|| "the system".to_owned(), |path| path.display().to_string());
            return Err(format!("{from} has no certificate that could be trusted; name a file with some in PEM, as sslrootcert=ca.pem"));
        }
        Ok(roots)
    }
}

fn of_file(path: &Path) -> Result<Vec<CertificateDer<'static>>, String> {
    let wrong = |e: rustls::pki_types::pem::Error| format!("{}: {e}", path.display());
    CertificateDer::pem_file_iter(path).map_err(wrong)?.collect::<Result<_, _>>().map_err(wrong)
}

/// Looks at certificates as far as the mode asks for it. Signatures of the handshake are looked at always.
#[derive(Debug)]
struct Verifier {
    issuers: Option<Arc<WebPkiServerVerifier>>,
    names: bool,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let Some(issuers) = &self.issuers else { return Ok(ServerCertVerified::assertion()) };
        match issuers.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now) {
            // The name is looked at last, so that everything else was right.
            Err(Error::InvalidCertificate(CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. })) if !self.names => {
                Ok(ServerCertVerified::assertion())
            }
            other => other,
        }
    }

    fn verify_tls12_signature(&self, message: &[u8], cert: &CertificateDer<'_>, dss: &DigitallySignedStruct) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(&self, message: &[u8], cert: &CertificateDer<'_>, dss: &DigitallySignedStruct) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modes_are_those_of_psql() {
        let of = |address: &str| Tls::of(address).map(|(address, tls)| (address, tls.mode, tls.seen_to, tls.roots));
        let ca = || Some(PathBuf::from("a b.pem"));
        for (address, want) in [
            ("postgres://h/d", ("postgres://h/d", SslMode::Prefer, SeenTo::Nothing, None)),
            ("postgres://h/d?sslmode=disable", ("postgres://h/d", SslMode::Disable, SeenTo::Nothing, None)),
            ("postgres://h/d?sslmode=require&connect_timeout=3", ("postgres://h/d?connect_timeout=3", SslMode::Require, SeenTo::Nothing, None)),
            ("postgres://h/d?sslrootcert=a%20b.pem&sslmode=require", ("postgres://h/d", SslMode::Require, SeenTo::Issuer, ca())),
            ("postgres://h/d?sslmode=verify-ca&sslrootcert=system", ("postgres://h/d", SslMode::Require, SeenTo::Issuer, None)),
            ("postgres://h/d?sslmode=verify-full", ("postgres://h/d", SslMode::Require, SeenTo::Name, None)),
        ] {
            let (at, mode, seen_to, roots) = want;
            assert_eq!(of(address), Ok((at.to_owned(), mode, seen_to, roots)), "{address}");
        }
        assert!(of("postgres://h/d?sslmode=verify").is_err_and(|why| why.contains("`verify` is no sslmode")));
        let (_, tls) = Tls::of("postgres://h/d?sslmode=verify-full&sslrootcert=/nowhere.pem").unwrap();
        assert!(tls.connector().is_err_and(|why| why.contains("nowhere.pem")));
    }
}
