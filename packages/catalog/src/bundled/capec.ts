/** Attack patterns of CAPEC 3.9 that apply to software: number and name. */
export const patterns = `
1 Accessing Functionality Not Properly Constrained by ACLs
7 Blind SQL Injection
10 Buffer Overflow via Environment Variables
13 Subverting Environment Variable Values
16 Dictionary-based Password Attack
17 Using Malicious Files
19 Embedding Scripts within Scripts
20 Encryption Brute Forcing
21 Exploitation of Trusted Identifiers
22 Exploiting Trust in Client
26 Leveraging Race Conditions
27 Leveraging Race Conditions via Symbolic Links
28 Fuzzing
31 Accessing/Intercepting/Modifying HTTP Cookies
33 HTTP Request Smuggling
34 HTTP Response Splitting
37 Retrieve Embedded Sensitive Data
39 Manipulating Opaque Client-based Data Tokens
49 Password Brute Forcing
50 Password Recovery Exploitation
54 Query System for Information
55 Rainbow Table Password Cracking
57 Utilizing REST's Trust in the System Resource to Obtain Sensitive Data
58 Restful Privilege Elevation
59 Session Credential Falsification through Prediction
60 Reusing Session IDs (aka Session Replay)
61 Session Fixation
62 Cross Site Request Forgery
63 Cross-Site Scripting (XSS)
66 SQL Injection
70 Try Common or Default Usernames and Passwords
74 Manipulating State
75 Manipulating Writeable Configuration Files
76 Manipulating Web Input to File System Calls
77 Manipulating User-Controlled Variables
83 XPath Injection
87 Forceful Browsing
88 OS Command Injection
92 Forced Integer Overflow
93 Log Injection-Tampering-Forging
94 Adversary in the Middle (AiTM)
97 Cryptanalysis
98 Phishing
100 Overflow Buffers
102 Session Sidejacking
103 Clickjacking
108 Command Line Execution through SQL Injection
109 Object Relational Mapping Injection
112 Brute Force
114 Authentication Abuse
115 Authentication Bypass
116 Excavation
117 Interception
121 Exploit Non-Production Interfaces
122 Privilege Abuse
125 Flooding
126 Path Traversal
127 Directory Indexing
130 Excessive Allocation
131 Resource Leak Exposure
132 Symlink Attack
134 Email Injection
135 Format String Injection
136 LDAP Injection
137 Parameter Injection
139 Relative Path Traversal
141 Cache Poisoning
142 DNS Cache Poisoning
147 XML Ping of the Death
148 Content Spoofing
150 Collect Data from Common Resource Locations
151 Identity Spoofing
153 Input Data Manipulation
154 Resource Location Spoofing
157 Sniffing Attacks
158 Sniffing Network Traffic
163 Spear Phishing
166 Force the System to Reset Values
169 Footprinting
173 Action Spoofing
175 Code Inclusion
176 Configuration/Environment Manipulation
180 Exploiting Incorrectly Configured Access Control Security Levels
184 Software Integrity Attack
185 Malicious Software Download
186 Malicious Software Update
188 Reverse Engineering
194 Fake the Source of Data
195 Principal Spoof
196 Session Credential Falsification through Forging
197 Exponential Data Expansion
198 XSS Targeting Error Pages
201 Serialized Data External Linking
204 Lifting Sensitive Data Embedded in Cache
212 Functionality Misuse
215 Fuzzing for application mapping
216 Communication Channel Manipulation
217 Exploiting Incorrectly Configured SSL/TLS
218 Spoofing of UDDI/ebXML Messages
220 Client-Server Protocol Manipulation
221 Data Serialization External Entities Blowup
224 Fingerprinting
227 Sustained Client Engagement
228 DTD Injection
230 Serialized Data with Nested Payloads
231 Oversized Serialized Data Payloads
233 Privilege Escalation
234 Hijacking a privileged process
237 Escaping a Sandbox by Calling Code in Another Language
240 Resource Injection
242 Code Injection
248 Command Injection
250 XML Injection
253 Remote Code Inclusion
267 Leverage Alternate Encoding
268 Audit Log Manipulation
272 Protocol Manipulation
273 HTTP Response Smuggling
274 HTTP Verb Tampering
384 Application API Message Manipulation via Man-in-the-Middle
416 Manipulate Human Behavior
438 Modification During Manufacture
442 Infected Software
443 Malicious Logic Inserted Into Product by Authorized Developer
444 Development Alteration
445 Malicious Logic Insertion into Product Software via Configuration Management Manipulation
446 Malicious Logic Insertion into Product via Inclusion of Third-Party Component
460 HTTP Parameter Pollution (HPP)
463 Padding Oracle Crypto Attack
464 Evercookie
469 HTTP DoS
473 Signature Spoof
474 Signature Spoofing by Key Theft
475 Signature Spoofing by Improper Validation
480 Escaping Virtualization
482 TCP Flood
488 HTTP Flood
490 Amplification
491 Quadratic Data Expansion
492 Regular Expression Exponential Blowup
497 File Discovery
504 Task Impersonation
509 Kerberoasting
523 Malicious Software Implanted
536 Data Injected During Configuration
538 Open-Source Library Manipulation
541 Application Fingerprinting
545 Pull Data from System Resources
546 Incomplete Data Deletion in a Multi-Tenant Environment
550 Install New Service
551 Modify Existing Service
554 Functionality Bypass
555 Remote Services with Stolen Credentials
560 Use of Known Domain Credentials
564 Run Software at Logon
565 Password Spraying
571 Block Logging to Central Repository
572 Artificially Inflate File Sizes
573 Process Footprinting
578 Disable Security Software
586 Object Injection
588 DOM-Based XSS
591 Reflected XSS
592 Stored XSS
593 Session Hijacking
594 Traffic Injection
597 Absolute Path Traversal
600 Credential Stuffing
607 Obstruction
633 Token Impersonation
642 Replace Binaries
643 Identify Shared Files/Directories on System
644 Use of Captured Hashes (Pass The Hash)
645 Use of Captured Tickets (Pass The Ticket)
650 Upload a Web Shell to a Web Server
651 Eavesdropping
652 Use of Known Kerberos Credentials
653 Use of Known Operating System Credentials
662 Adversary in the Browser (AiTB)
664 Server Side Request Forgery
676 NoSQL Injection
690 Metadata Spoofing
691 Spoof Open-Source Software Metadata
692 Spoof Version Control System Commit Metadata
693 StarJacking
694 System Location Discovery
695 Repo Jacking
698 Install Malicious Extension
700 Network Boundary Bridging
701 Browser in the Middle (BiTM)
`;

/** Its categories (mechanisms and domains of attack), which the STIX file leaves out. */
export const categories = `
118 Collect and Analyze Information
152 Inject Unexpected Items
156 Engage in Deceptive Interactions
172 Manipulate Timing and State
210 Abuse Existing Functionality
223 Employ Probabilistic Techniques
225 Subvert Access Control
255 Manipulate Data Structures
262 Manipulate System Resources
403 Social Engineering
437 Supply Chain
512 Communications
513 Software
514 Physical Security
515 Hardware
`;
