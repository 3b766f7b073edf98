/** Chapters of ASVS 5.0.0: number and title. */
export const chapters = `
1 Encoding and Sanitization
2 Validation and Business Logic
3 Web Frontend Security
4 API and Web Service
5 File Handling
6 Authentication
7 Session Management
8 Authorization
9 Self-contained Tokens
10 OAuth and OIDC
11 Cryptography
12 Secure Communication
13 Configuration
14 Data Protection
15 Secure Coding and Architecture
16 Security Logging and Error Handling
17 WebRTC
`;

/** Sections: number and title. */
export const sections = `
1.1 Encoding and Sanitization Architecture
1.2 Injection Prevention
1.3 Sanitization
1.4 Memory, String, and Unmanaged Code
1.5 Safe Deserialization
2.1 Validation and Business Logic Documentation
2.2 Input Validation
2.3 Business Logic Security
2.4 Anti-automation
3.1 Web Frontend Security Documentation
3.2 Unintended Content Interpretation
3.3 Cookie Setup
3.4 Browser Security Mechanism Headers
3.5 Browser Origin Separation
3.6 External Resource Integrity
3.7 Other Browser Security Considerations
4.1 Generic Web Service Security
4.2 HTTP Message Structure Validation
4.3 GraphQL
4.4 WebSocket
5.1 File Handling Documentation
5.2 File Upload and Content
5.3 File Storage
5.4 File Download
6.1 Authentication Documentation
6.2 Password Security
6.3 General Authentication Security
6.4 Authentication Factor Lifecycle and Recovery
6.5 General Multi-factor authentication requirements
6.6 Out-of-Band authentication mechanisms
6.7 Cryptographic authentication mechanism
6.8 Authentication with an Identity Provider
7.1 Session Management Documentation
7.2 Fundamental Session Management Security
7.3 Session Timeout
7.4 Session Termination
7.5 Defenses Against Session Abuse
7.6 Federated Re-authentication
8.1 Authorization Documentation
8.2 General Authorization Design
8.3 Operation Level Authorization
8.4 Other Authorization Considerations
9.1 Token source and integrity
9.2 Token content
10.1 Generic OAuth and OIDC Security
10.2 OAuth Client
10.3 OAuth Resource Server
10.4 OAuth Authorization Server
10.5 OIDC Client
10.6 OpenID Provider
10.7 Consent Management
11.1 Cryptographic Inventory and Documentation
11.2 Secure Cryptography Implementation
11.3 Encryption Algorithms
11.4 Hashing and Hash-based Functions
11.5 Random Values
11.6 Public Key Cryptography
11.7 In-Use Data Cryptography
12.1 General TLS Security Guidance
12.2 HTTPS Communication with External Facing Services
12.3 General Service to Service Communication Security
13.1 Configuration Documentation
13.2 Backend Communication Configuration
13.3 Secret Management
13.4 Unintended Information Leakage
14.1 Data Protection Documentation
14.2 General Data Protection
14.3 Client-side Data Protection
15.1 Secure Coding and Architecture Documentation
15.2 Security Architecture and Dependencies
15.3 Defensive Coding
15.4 Safe Concurrency
16.1 Security Logging Documentation
16.2 General Logging
16.3 Security Events
16.4 Log Protection
16.5 Error Handling
17.1 TURN Server
17.2 Media
17.3 Signaling
`;

/** Requirements that rules and mappings refer to: number, level and what they ask for, in our own words. */
export const requirements = `
1.1.1 2 Decode input once, before it is processed
1.1.2 2 Encode output last, for the interpreter that reads it
1.2.1 1 Encode for HTML, XML and HTTP headers by context
1.2.2 1 Encode data in URLs; only safe protocols
1.2.3 1 Encode data in JavaScript and JSON
1.2.4 1 Parameterized database queries
1.2.5 1 No injection into operating system commands
1.2.6 2 No LDAP injection
1.2.7 2 No XPath injection
1.2.9 2 Escape data in regular expressions
1.2.10 3 No formula injection in CSV and spreadsheets
1.3.1 1 Sanitize untrusted HTML
1.3.2 1 No eval or other dynamic code execution
1.3.3 2 Sanitize data for dangerous contexts
1.3.4 2 Sanitize uploaded SVG
1.3.5 2 Sanitize templates, stylesheets and markup of users
1.3.6 2 Validate targets of requests against an allowlist (SSRF)
1.3.7 2 No templates made of untrusted input
1.3.8 2 Sanitize input of JNDI queries
1.3.10 2 Sanitize format strings
1.3.11 2 Sanitize input passed to mail systems
1.3.12 3 Regular expressions without exponential backtracking
1.4.1 2 Memory-safe strings, copies and pointer arithmetic
1.4.2 2 Prevent integer overflows
1.4.3 2 Release memory and clear pointers to it
1.5.1 1 XML parsers without external entities
1.5.2 2 Safe deserialization of untrusted data
1.5.3 3 Parsers of one format agree with each other
2.1.1 1 Document the rules of input validation
2.2.1 1 Validate input against what is expected
2.2.2 1 Validate input where it can be trusted, not in the client alone
2.2.3 2 Validate that related data fit together
2.3.1 1 Process business steps in their order
2.3.2 2 Enforce the limits of the business
2.3.3 2 Business transactions succeed as a whole or not at all
2.3.4 2 Lock limited resources against double use
2.3.5 3 High-value steps need more than one approval
2.4.1 2 Controls against automation and excessive calls
2.4.2 3 Steps need realistic human time
3.2.1 1 Responses are not rendered in the wrong context
3.2.2 1 Show text as text, with safe rendering functions
3.3.1 1 Cookies with the Secure attribute
3.3.2 2 Cookies with a fitting SameSite attribute
3.3.3 2 Cookies with the __Host- prefix
3.3.4 2 Session cookies with HttpOnly
3.4.1 1 Strict-Transport-Security on every response
3.4.2 1 CORS allows fixed or allowlisted origins only
3.4.3 2 A Content-Security-Policy
3.4.4 2 X-Content-Type-Options: nosniff
3.4.5 2 A referrer policy
3.4.6 2 frame-ancestors against framing
3.5.1 1 Protection against cross-site request forgery
3.5.2 1 CORS preflight cannot be bypassed
3.5.3 1 Sensitive functions use fitting HTTP methods
3.5.5 2 Check the origin of postMessage
3.6.1 3 Integrity of external scripts and styles
3.7.2 2 Redirect to allowlisted hosts only
4.1.1 1 Content-Type matches the content
4.1.2 2 Only pages for people redirect from HTTP to HTTPS
4.1.3 2 Headers set by intermediaries cannot be overridden
4.1.4 3 Only the HTTP methods that are supported
4.1.5 3 Sign messages of high value one by one
4.2.1 2 Message boundaries are unambiguous (request smuggling)
4.3.1 2 Limit the cost of GraphQL queries
4.3.2 2 No GraphQL introspection in production
4.4.1 1 WebSocket over TLS
4.4.2 2 Check the Origin of WebSocket handshakes
4.4.3 2 Dedicated tokens for WebSocket sessions
5.2.1 1 Limit the size of files
5.2.2 1 Check extension and content of files
5.2.3 2 Check what compressed files unpack to
5.2.4 3 Quotas of files per user
5.3.1 1 Uploaded files are never executed
5.3.2 1 File paths from trusted names (path traversal)
5.3.3 3 Unpacking ignores paths of users (zip slip)
5.4.1 2 Validate file names of users
5.4.2 2 Encode file names that are served
5.4.3 2 Scan files from untrusted sources
6.1.1 1 Document the defences against brute force
6.2.1 1 Passwords of at least 8 characters
6.2.2 1 Users can change their password
6.2.3 1 Changing a password asks for the current one
6.2.4 1 Refuse common passwords
6.2.12 2 Refuse breached passwords
6.3.1 1 Controls against credential stuffing and brute force
6.3.2 1 No default accounts
6.3.3 2 Multi-factor authentication
6.3.4 2 No undocumented ways to authenticate
6.3.5 3 Notify users of suspicious attempts
6.3.8 3 Failed attempts do not reveal valid users
6.4.1 1 Initial passwords are random and expire
6.4.3 2 Resetting a password bypasses nothing
6.5.1 2 Codes are used once
6.6.3 2 Codes are protected against brute force
6.8.1 2 Identities of several providers cannot be mixed up
6.8.2 2 Check signatures of authentication assertions
7.1.1 2 Document the lifetimes of sessions
7.2.1 1 Verify session tokens in a trusted backend
7.2.2 1 Session tokens are generated, not static
7.2.3 1 Session tokens are unique and unguessable
7.2.4 1 A new session token on authentication
7.3.1 2 Sessions end after inactivity
7.3.2 2 Sessions have a longest lifetime
7.4.1 1 A session that ended cannot be used
7.4.2 1 Sessions end with the account
7.4.3 2 End other sessions after a change of credentials
7.4.5 2 Administrators can end sessions
7.5.1 2 Authenticate again before sensitive changes to the account
8.1.1 1 Document the rules of authorization
8.2.1 1 Access to functions needs permission
8.2.2 1 Access to data needs permission (IDOR, BOLA)
8.2.3 2 Access to fields needs permission
8.3.1 1 Authorize in a trusted service layer
8.3.2 3 Changes of permissions count at once
8.3.3 3 Decide by the permissions of the originating subject
8.4.1 2 Tenants cannot reach each other's data
8.4.2 3 Several layers protect administration
9.1.1 1 Validate signature or MAC of tokens
9.1.2 1 Allowlist the algorithms of tokens
9.1.3 1 Keys of tokens from trusted sources
9.2.1 1 Check the validity time of tokens
9.2.2 2 Check the type and purpose of tokens
9.2.3 2 Check the audience of tokens
10.1.1 2 Tokens only where they are needed
10.2.1 2 OAuth clients are protected against forgery of the code flow
10.3.1 2 Resource servers check the audience of access tokens
10.4.1 1 Redirect addresses from an allowlist per client
10.4.2 1 Authorization codes are used once
10.4.5 1 Replayed refresh tokens are detected
10.4.6 2 Proof key for code exchange (PKCE)
11.1.1 2 Document how keys are managed
11.1.2 2 An inventory of cryptography
11.2.1 2 Validated implementations of cryptography
11.2.2 2 Algorithms can be replaced
11.2.3 2 At least 128 bits of security
11.2.4 3 Constant-time cryptography
11.2.5 3 Cryptography fails securely
11.3.1 1 No insecure block modes and paddings
11.3.2 1 Approved ciphers and modes only
11.3.3 2 Encrypted data cannot be changed unnoticed
11.3.4 3 Nonces are used once
11.4.1 1 Approved hash functions only
11.4.2 2 Passwords are stored with a slow key derivation function
11.5.1 2 Unguessable values from a secure generator
11.6.1 2 Approved algorithms for keys and signatures
12.1.1 1 Current versions of TLS only
12.1.2 2 Recommended cipher suites only
12.1.3 2 Validate client certificates
12.2.1 1 TLS for every connection of clients
12.2.2 1 Publicly trusted certificates outside
12.3.1 2 Encrypted protocols for every connection in and out
12.3.2 2 TLS clients validate certificates
12.3.3 2 TLS between internal services
12.3.4 2 Trusted certificates between internal services
12.3.5 3 Internal services authenticate each other
13.1.1 2 Document every communication
13.1.2 3 Document the limits of connections to each service
13.2.1 2 Backend components authenticate with short-lived credentials
13.2.2 2 Backend accounts with the least privilege
13.2.3 2 No default credentials of services
13.2.4 2 Allowlist the systems to talk to
13.2.5 2 Allowlist what a server may load or send
13.2.6 3 Keep to the limits, timeouts and retries of each service
13.3.1 2 A vault for secrets
13.3.2 2 Least privilege for secrets
13.3.4 3 Secrets expire and are rotated
13.4.1 1 No source control metadata in deployments
13.4.2 2 No debug modes in production
13.4.3 2 No directory listings
13.4.5 2 Documentation and monitoring are not exposed
13.4.6 3 No detailed versions of components
13.4.7 3 Serve files of expected types only
14.1.1 2 Classify sensitive data
14.1.2 2 Protection requirements for each level of data
14.2.1 1 No sensitive data in URLs
14.2.2 2 Sensitive data are not cached by servers
14.2.3 2 No sensitive data to untrusted parties
14.2.4 2 Protect sensitive data as their level asks
14.2.6 3 Return no more sensitive data than needed
14.2.7 3 Delete data that are no longer needed
14.2.8 3 Remove sensitive metadata from files of users
14.3.1 1 Clear data from the client at the end of a session
14.3.2 2 Sensitive responses forbid caching
14.3.3 2 No sensitive data in browser storage
15.1.2 2 An inventory of third-party components
15.2.1 1 Components are kept up to date
15.2.2 2 Defences against exhausting requests
15.2.3 2 No test code or extras in production
15.2.4 3 Components come from the expected repository
15.2.5 3 Contain dangerous functions and risky third-party components
15.3.1 1 Return only the fields that are needed
15.3.2 2 Backends do not follow redirects
15.3.3 2 Allowlist the fields that may be set (mass assignment)
15.3.5 2 Check types before comparing
15.3.6 2 No prototype pollution
15.3.7 2 No parameter pollution
15.4.1 3 Shared objects are safe between threads
15.4.2 3 Check and act in one step (race conditions)
15.4.3 3 Locks are used consistently (deadlocks)
16.1.1 2 An inventory of logging
16.2.1 2 Log entries say when, where, who and what
16.2.2 2 Clocks are synchronized
16.2.5 2 Sensitive data are logged as their level allows
16.3.1 2 Log authentication
16.3.2 2 Log failed authorization
16.3.3 2 Log security events and bypass attempts
16.3.4 2 Log unexpected errors
16.4.1 2 Encode what is logged (log injection)
16.4.2 2 Protect logs from access and change
16.4.3 2 Send logs to a separate system
16.5.1 2 Generic error messages
16.5.2 2 Keep secure when other systems fail
16.5.3 2 Fail securely, never open
16.5.4 3 A last error handler
`;
