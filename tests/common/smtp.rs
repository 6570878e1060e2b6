//! A mail server on this machine: `mailin` speaks, and the line behaves as a test wants it.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{IpAddr, Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::Builder;

use mailin::response::{AUTH_OK, INVALID_CREDENTIALS, OK};
use mailin::{Action, AuthMechanism, Handler, Response, Session, SessionBuilder};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// The user that may sign in where the server asks for one, and its password.
pub const USER: &str = "fapiao@example.com";
pub const PASSWORD: &str = "s3cret-密码";

/// How the server behaves.
#[derive(Clone, Default)]
pub struct Conduct {
    /// Whether it offers STARTTLS, and lets only [`USER`] in after it.
    pub is_secret: bool,
    /// Whether the line is secret before anything is said on it; then it lets only [`USER`] in.
    pub is_secret_at_once: bool,
    /// The reply to each recipient whose address holds the text.
    pub refuses: Option<(&'static str, u16, &'static str)>,
    /// The reply to whoever connects, where it is a refusal.
    pub turns_away: Option<(u16, &'static str)>,
    /// The reply to who writes, where it is a refusal.
    pub refuses_sender: Option<(u16, &'static str)>,
    /// Where the line dies, or is silent for ever.
    pub ends: Option<Ends>,
}

/// Where a line dies.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// Before anything is said to a recipient.
    AtRecipient,
    /// Amid the message.
    InData,
    /// When the whole message is there, before anything is said about it.
    AfterDot,
    /// When a message was taken.
    AfterTaking,
    /// It stays open, and nothing is said to a recipient.
    SilentAtRecipient,
    /// It stays open, and nothing is said about the whole message.
    SilentAfterDot,
}

/// A message that the server took.
#[derive(Clone, Debug)]
pub struct Received {
    pub from: String,
    pub to: Vec<String>,
    pub text: String,
}

/// A server at work until the test ends.
pub struct Server {
    pub port: u16,
    received: Arc<Mutex<Vec<Received>>>,
    conduct: Arc<Mutex<Conduct>>,
    lines: Arc<AtomicUsize>,
    /// Whether a line is silent: whoever waits for it knows that the other side has come so far.
    silence: Arc<(Mutex<bool>, Condvar)>,
    certificate: tempfile::TempDir,
}

impl Server {
    pub fn start(conduct: Conduct) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let certificate = tempfile::tempdir().unwrap();
        let tls = tls(&certificate.path().join("ca.pem"));
        let server = Self {
            port,
            received: Arc::default(),
            conduct: Arc::new(Mutex::new(conduct)),
            lines: Arc::default(),
            silence: Arc::default(),
            certificate,
        };
        let (received, conduct) = (Arc::clone(&server.received), Arc::clone(&server.conduct));
        let (silence, lines) = (Arc::clone(&server.silence), Arc::clone(&server.lines));
        let serve = move || {
            for stream in listener.incoming() {
                lines.fetch_add(1, Ordering::Relaxed);
                let conduct = conduct.lock().unwrap().clone();
                let keeper = Keeper { received: Arc::clone(&received), conduct: conduct.clone(), now: None };
                let line = Line { conduct, tls: Arc::clone(&tls), silence: Arc::clone(&silence) };
                // A client that goes away is what tests are about.
                let talk = move || drop(stream.and_then(|stream| line.talk(stream, keeper)));
                Builder::new().name("smtp-line".into()).spawn(talk).unwrap();
            }
        };
        Builder::new().name("smtp".into()).spawn(serve).unwrap();
        server
    }

    /// Behaves like this from the next line on.
    pub fn behave(&self, conduct: Conduct) {
        *self.conduct.lock().unwrap() = conduct;
    }

    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    /// How many lines were opened to it.
    pub fn lines(&self) -> usize {
        self.lines.load(Ordering::Relaxed)
    }

    /// The certificate by which it is known.
    pub fn certificate(&self) -> PathBuf {
        self.certificate.path().join("ca.pem")
    }

    /// Waits until a line is silent.
    pub fn wait_for_silence(&self) {
        let (is_silent, told) = &*self.silence;
        let _silent = told.wait_while(is_silent.lock().unwrap(), |is_silent| !*is_silent).unwrap();
    }
}

fn tls(certificate: &Path) -> Arc<ServerConfig> {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    std::fs::write(certificate, made.cert.pem()).unwrap();
    let chain = vec![CertificateDer::from(made.cert.der().to_vec())];
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    Arc::new(config.with_no_client_auth().with_single_cert(chain, key).unwrap())
}

/// What decides about senders, recipients and messages.
struct Keeper {
    received: Arc<Mutex<Vec<Received>>>,
    conduct: Conduct,
    now: Option<Received>,
}

impl Handler for Keeper {
    fn mail(&mut self, _ip: IpAddr, _domain: &str, from: &str) -> Response {
        if let Some((code, text)) = self.conduct.refuses_sender {
            return Response::custom(code, text.to_owned());
        }
        self.now = Some(Received { from: from.to_owned(), to: Vec::new(), text: String::new() });
        OK
    }

    fn rcpt(&mut self, to: &str) -> Response {
        if let Some((_, code, text)) = self.conduct.refuses.filter(|(part, ..)| to.contains(part)) {
            return Response::custom(code, text.to_owned());
        }
        self.now.as_mut().unwrap().to.push(to.to_owned());
        OK
    }

    fn data(&mut self, line: &[u8]) -> io::Result<()> {
        self.now.as_mut().unwrap().text.push_str(std::str::from_utf8(line).unwrap());
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        self.received.lock().unwrap().extend(self.now.take());
        OK
    }

    fn auth_plain(&mut self, _authorised: &str, user: &str, password: &str) -> Response {
        if (user, password) == (USER, PASSWORD) { AUTH_OK } else { INVALID_CREDENTIALS }
    }
}

struct Line {
    conduct: Conduct,
    tls: Arc<ServerConfig>,
    silence: Arc<(Mutex<bool>, Condvar)>,
}

impl Line {
    fn talk(&self, stream: TcpStream, keeper: Keeper) -> io::Result<()> {
        let mut builder = SessionBuilder::new("localhost");
        if self.conduct.is_secret {
            builder.enable_start_tls().enable_auth(AuthMechanism::Plain);
        }
        let tls = || ServerConnection::new(Arc::clone(&self.tls)).map_err(io::Error::other);
        if self.conduct.is_secret_at_once {
            // `mailin` does not know that the line is.
            builder.enable_auth(AuthMechanism::Plain).insecure_enable_plaintext_auth();
            let mut session = builder.build(stream.peer_addr()?.ip(), keeper);
            let mut secret = BufReader::new(StreamOwned::new(tls()?, stream));
            session.greeting().write_to(secret.get_mut())?;
            return self.go_on(&mut session, &mut secret).map(drop);
        }
        let mut session = builder.build(stream.peer_addr()?.ip(), keeper);
        // Answers are written in pieces.
        stream.set_nodelay(true)?;
        let mut open = BufReader::new(stream.try_clone()?);
        if let Some((code, text)) = self.conduct.turns_away {
            return write!(open.get_mut(), "{code} {text}\r\n");
        }
        session.greeting().write_to(open.get_mut())?;
        if self.go_on(&mut session, &mut open)? {
            session.tls_active();
            self.go_on(&mut session, &mut BufReader::new(StreamOwned::new(tls()?, stream)))?;
        }
        Ok(())
    }

    /// Talks until the line is to be secret, which is answered, or ends.
    fn go_on<S: Read + Write>(
        &self,
        session: &mut Session<Keeper>,
        stream: &mut BufReader<S>,
    ) -> io::Result<bool> {
        let mut is_data = false;
        loop {
            let mut line = Vec::new();
            if stream.read_until(b'\n', &mut line)? == 0 {
                return Ok(false);
            }
            match self.conduct.ends {
                Some(Ends::AtRecipient) if line.starts_with(b"RCPT") => return Ok(false),
                Some(Ends::InData) if is_data => return Ok(false),
                Some(Ends::AfterDot) if is_data && line == b".\r\n" => return Ok(false),
                Some(Ends::SilentAfterDot) if is_data && line == b".\r\n" => return self.be_silent(stream),
                Some(Ends::SilentAtRecipient) if line.starts_with(b"RCPT") => return self.be_silent(stream),
                _ => {}
            }
            let is_last = self.conduct.ends == Some(Ends::AfterTaking) && is_data && line == b".\r\n";
            let answer = session.process(&line);
            is_data = (is_data && answer.action == Action::NoReply) || answer.code == 354;
            answer.write_to(stream.get_mut())?;
            stream.get_mut().flush()?;
            match answer.action {
                _ if is_last => return Ok(false),
                Action::Close => return Ok(false),
                Action::UpgradeTls => return Ok(true),
                Action::Reply | Action::NoReply => {}
            }
        }
    }

    fn be_silent<S: Read>(&self, stream: &mut BufReader<S>) -> io::Result<bool> {
        let (is_silent, told) = &*self.silence;
        *is_silent.lock().unwrap() = true;
        told.notify_all();
        io::copy(stream, &mut io::sink()).map(|_| false)
    }
}
