/** Weaknesses that threats and rules refer to most: number and name. */
export const weaknesses = `
20 Improper Input Validation
22 Improper Limitation of a Pathname to a Restricted Directory ('Path Traversal')
23 Relative Path Traversal
36 Absolute Path Traversal
59 Improper Link Resolution Before File Access ('Link Following')
73 External Control of File Name or Path
74 Improper Neutralization of Special Elements in Output Used by a Downstream Component ('Injection')
77 Improper Neutralization of Special Elements used in a Command ('Command Injection')
78 Improper Neutralization of Special Elements used in an OS Command ('OS Command Injection')
79 Improper Neutralization of Input During Web Page Generation ('Cross-site Scripting')
80 Improper Neutralization of Script-Related HTML Tags in a Web Page (Basic XSS)
88 Improper Neutralization of Argument Delimiters in a Command ('Argument Injection')
89 Improper Neutralization of Special Elements used in an SQL Command ('SQL Injection')
90 Improper Neutralization of Special Elements used in an LDAP Query ('LDAP Injection')
91 XML Injection (aka Blind XPath Injection)
93 Improper Neutralization of CRLF Sequences ('CRLF Injection')
94 Improper Control of Generation of Code ('Code Injection')
95 Improper Neutralization of Directives in Dynamically Evaluated Code ('Eval Injection')
98 Improper Control of Filename for Include/Require Statement in PHP Program ('PHP Remote File Inclusion')
113 Improper Neutralization of CRLF Sequences in HTTP Headers ('HTTP Request/Response Splitting')
116 Improper Encoding or Escaping of Output
117 Improper Output Neutralization for Logs
119 Improper Restriction of Operations within the Bounds of a Memory Buffer
120 Buffer Copy without Checking Size of Input ('Classic Buffer Overflow')
121 Stack-based Buffer Overflow
122 Heap-based Buffer Overflow
125 Out-of-bounds Read
129 Improper Validation of Array Index
134 Use of Externally-Controlled Format String
178 Improper Handling of Case Sensitivity
184 Incomplete List of Disallowed Inputs
190 Integer Overflow or Wraparound
191 Integer Underflow (Wrap or Wraparound)
200 Exposure of Sensitive Information to an Unauthorized Actor
201 Insertion of Sensitive Information Into Sent Data
203 Observable Discrepancy
204 Observable Response Discrepancy
208 Observable Timing Discrepancy
209 Generation of Error Message Containing Sensitive Information
212 Improper Removal of Sensitive Information Before Storage or Transfer
213 Exposure of Sensitive Information Due to Incompatible Policies
221 Information Loss or Omission
223 Omission of Security-relevant Information
226 Sensitive Information in Resource Not Removed Before Reuse
250 Execution with Unnecessary Privileges
256 Plaintext Storage of a Password
257 Storing Passwords in a Recoverable Format
259 Use of Hard-coded Password
266 Incorrect Privilege Assignment
269 Improper Privilege Management
272 Least Privilege Violation
276 Incorrect Default Permissions
281 Improper Preservation of Permissions
284 Improper Access Control
285 Improper Authorization
286 Incorrect User Management
287 Improper Authentication
288 Authentication Bypass Using an Alternate Path or Channel
290 Authentication Bypass by Spoofing
294 Authentication Bypass by Capture-replay
295 Improper Certificate Validation
297 Improper Validation of Certificate with Host Mismatch
300 Channel Accessible by Non-Endpoint
302 Authentication Bypass by Assumed-Immutable Data
306 Missing Authentication for Critical Function
307 Improper Restriction of Excessive Authentication Attempts
308 Use of Single-factor Authentication
311 Missing Encryption of Sensitive Data
312 Cleartext Storage of Sensitive Information
319 Cleartext Transmission of Sensitive Information
321 Use of Hard-coded Cryptographic Key
322 Key Exchange without Entity Authentication
326 Inadequate Encryption Strength
327 Use of a Broken or Risky Cryptographic Algorithm
328 Use of Weak Hash
330 Use of Insufficiently Random Values
331 Insufficient Entropy
338 Use of Cryptographically Weak Pseudo-Random Number Generator (PRNG)
345 Insufficient Verification of Data Authenticity
346 Origin Validation Error
347 Improper Verification of Cryptographic Signature
348 Use of Less Trusted Source
352 Cross-Site Request Forgery (CSRF)
353 Missing Support for Integrity Check
354 Improper Validation of Integrity Check Value
359 Exposure of Private Personal Information to an Unauthorized Actor
362 Concurrent Execution using Shared Resource with Improper Synchronization ('Race Condition')
367 Time-of-check Time-of-use (TOCTOU) Race Condition
377 Insecure Temporary File
384 Session Fixation
400 Uncontrolled Resource Consumption
401 Missing Release of Memory after Effective Lifetime
404 Improper Resource Shutdown or Release
405 Asymmetric Resource Consumption (Amplification)
406 Insufficient Control of Network Message Volume (Network Amplification)
407 Inefficient Algorithmic Complexity
409 Improper Handling of Highly Compressed Data (Data Amplification)
410 Insufficient Resource Pool
416 Use After Free
419 Unprotected Primary Channel
420 Unprotected Alternate Channel
425 Direct Request ('Forced Browsing')
426 Untrusted Search Path
427 Uncontrolled Search Path Element
434 Unrestricted Upload of File with Dangerous Type
441 Unintended Proxy or Intermediary ('Confused Deputy')
444 Inconsistent Interpretation of HTTP Requests ('HTTP Request/Response Smuggling')
451 User Interface (UI) Misrepresentation of Critical Information
470 Use of Externally-Controlled Input to Select Classes or Code ('Unsafe Reflection')
472 External Control of Assumed-Immutable Web Parameter
476 NULL Pointer Dereference
489 Active Debug Code
494 Download of Code Without Integrity Check
497 Exposure of Sensitive System Information to an Unauthorized Control Sphere
501 Trust Boundary Violation
502 Deserialization of Untrusted Data
521 Weak Password Requirements
522 Insufficiently Protected Credentials
523 Unprotected Transport of Credentials
524 Use of Cache Containing Sensitive Information
525 Use of Web Browser Cache Containing Sensitive Information
532 Insertion of Sensitive Information into Log File
538 Insertion of Sensitive Information into Externally-Accessible File or Directory
548 Exposure of Information Through Directory Listing
552 Files or Directories Accessible to External Parties
565 Reliance on Cookies without Validation and Integrity Checking
598 Use of GET Request Method With Sensitive Query Strings
601 URL Redirection to Untrusted Site ('Open Redirect')
602 Client-Side Enforcement of Server-Side Security
611 Improper Restriction of XML External Entity Reference
613 Insufficient Session Expiration
614 Sensitive Cookie in HTTPS Session Without 'Secure' Attribute
620 Unverified Password Change
636 Not Failing Securely ('Failing Open')
639 Authorization Bypass Through User-Controlled Key
640 Weak Password Recovery Mechanism for Forgotten Password
642 External Control of Critical State Data
643 Improper Neutralization of Data within XPath Expressions ('XPath Injection')
644 Improper Neutralization of HTTP Headers for Scripting Syntax
653 Improper Isolation or Compartmentalization
662 Improper Synchronization
667 Improper Locking
668 Exposure of Resource to Wrong Sphere
672 Operation on a Resource after Expiration or Release
674 Uncontrolled Recursion
693 Protection Mechanism Failure
703 Improper Check or Handling of Exceptional Conditions
732 Incorrect Permission Assignment for Critical Resource
749 Exposed Dangerous Method or Function
754 Improper Check for Unusual or Exceptional Conditions
755 Improper Handling of Exceptional Conditions
757 Selection of Less-Secure Algorithm During Negotiation ('Algorithm Downgrade')
759 Use of a One-Way Hash without a Salt
770 Allocation of Resources Without Limits or Throttling
772 Missing Release of Resource after Effective Lifetime
776 Improper Restriction of Recursive Entity References in DTDs ('XML Entity Expansion')
778 Insufficient Logging
779 Logging of Excessive Data
787 Out-of-bounds Write
798 Use of Hard-coded Credentials
799 Improper Control of Interaction Frequency
804 Guessable CAPTCHA
829 Inclusion of Functionality from Untrusted Control Sphere
830 Inclusion of Web Functionality from an Untrusted Source
834 Excessive Iteration
835 Loop with Unreachable Exit Condition ('Infinite Loop')
837 Improper Enforcement of a Single, Unique Action
841 Improper Enforcement of Behavioral Workflow
843 Access of Resource Using Incompatible Type ('Type Confusion')
862 Missing Authorization
863 Incorrect Authorization
915 Improperly Controlled Modification of Dynamically-Determined Object Attributes
916 Use of Password Hash With Insufficient Computational Effort
917 Improper Neutralization of Special Elements used in an Expression Language Statement ('Expression Language Injection')
918 Server-Side Request Forgery (SSRF)
922 Insecure Storage of Sensitive Information
923 Improper Restriction of Communication Channel to Intended Endpoints
924 Improper Enforcement of Message Integrity During Transmission in a Communication Channel
939 Improper Authorization in Handler for Custom URL Scheme
940 Improper Verification of Source of a Communication Channel
941 Incorrectly Specified Destination in a Communication Channel
942 Permissive Cross-domain Security Policy with Untrusted Domains
943 Improper Neutralization of Special Elements in Data Query Logic
1004 Sensitive Cookie Without 'HttpOnly' Flag
1021 Improper Restriction of Rendered UI Layers or Frames
1088 Synchronous Access of Remote Resource without Timeout
1104 Use of Unmaintained Third Party Components
1188 Initialization of a Resource with an Insecure Default
1191 On-Chip Debug and Test Interface With Improper Access Control
1204 Generation of Weak Initialization Vector (IV)
1220 Insufficient Granularity of Access Control
1230 Exposure of Sensitive Information Through Metadata
1236 Improper Neutralization of Formula Elements in a CSV File
1263 Improper Physical Access Control
1275 Sensitive Cookie with Improper SameSite Attribute
1277 Firmware Not Updateable
1284 Improper Validation of Specified Quantity in Input
1321 Improperly Controlled Modification of Object Prototype Attributes ('Prototype Pollution')
1327 Binding to an Unrestricted IP Address
1333 Inefficient Regular Expression Complexity
1336 Improper Neutralization of Special Elements Used in a Template Engine
1357 Reliance on Insufficiently Trustworthy Component
1385 Missing Origin Validation in WebSockets
1390 Weak Authentication
1391 Use of Weak Credentials
1392 Use of Default Credentials
1395 Dependency on Vulnerable Third-Party Component
1427 Improper Neutralization of Input Used for LLM Prompting
`;

/** Categories that people refer to. */
export const categories = `
320 Key Management Errors
840 Business Logic Errors
`;
