/** Techniques and tactics of ATT&CK Enterprise that bear on software and its operation: id and name. */
export const techniques = `
T1003 OS Credential Dumping
T1003.008 OS Credential Dumping: /etc/passwd and /etc/shadow
T1005 Data from Local System
T1021 Remote Services
T1021.004 Remote Services: SSH
T1021.007 Remote Services: Cloud Services
T1027 Obfuscated Files or Information
T1036 Masquerading
T1040 Network Sniffing
T1041 Exfiltration Over C2 Channel
T1046 Network Service Discovery
T1048 Exfiltration Over Alternative Protocol
T1048.003 Exfiltration Over Alternative Protocol: Exfiltration Over Unencrypted Non-C2 Protocol
T1053 Scheduled Task/Job
T1055 Process Injection
T1056 Input Capture
T1059 Command and Scripting Interpreter
T1059.004 Command and Scripting Interpreter: Unix Shell
T1059.006 Command and Scripting Interpreter: Python
T1059.007 Command and Scripting Interpreter: JavaScript
T1059.009 Command and Scripting Interpreter: Cloud API
T1068 Exploitation for Privilege Escalation
T1070 Indicator Removal
T1070.001 Indicator Removal: Clear Windows Event Logs
T1070.002 Indicator Removal: Clear Linux or Mac System Logs
T1070.004 Indicator Removal: File Deletion
T1071 Application Layer Protocol
T1072 Software Deployment Tools
T1078 Valid Accounts
T1078.001 Valid Accounts: Default Accounts
T1078.002 Valid Accounts: Domain Accounts
T1078.003 Valid Accounts: Local Accounts
T1078.004 Valid Accounts: Cloud Accounts
T1080 Taint Shared Content
T1083 File and Directory Discovery
T1087 Account Discovery
T1090 Proxy
T1098 Account Manipulation
T1098.001 Account Manipulation: Additional Cloud Credentials
T1098.003 Account Manipulation: Additional Cloud Roles
T1105 Ingress Tool Transfer
T1106 Native API
T1110 Brute Force
T1110.001 Brute Force: Password Guessing
T1110.002 Brute Force: Password Cracking
T1110.003 Brute Force: Password Spraying
T1110.004 Brute Force: Credential Stuffing
T1111 Multi-Factor Authentication Interception
T1114 Email Collection
T1119 Automated Collection
T1132 Data Encoding
T1133 External Remote Services
T1134 Access Token Manipulation
T1136 Create Account
T1136.003 Create Account: Cloud Account
T1185 Browser Session Hijacking
T1187 Forced Authentication
T1189 Drive-by Compromise
T1190 Exploit Public-Facing Application
T1195 Supply Chain Compromise
T1195.001 Supply Chain Compromise: Compromise Software Dependencies and Development Tools
T1195.002 Supply Chain Compromise: Compromise Software Supply Chain
T1199 Trusted Relationship
T1203 Exploitation for Client Execution
T1204 User Execution
T1210 Exploitation of Remote Services
T1211 Exploitation for Defense Evasion
T1212 Exploitation for Credential Access
T1213 Data from Information Repositories
T1213.003 Data from Information Repositories: Code Repositories
T1219 Remote Access Tools
T1221 Template Injection
T1222 File and Directory Permissions Modification
T1485 Data Destruction
T1486 Data Encrypted for Impact
T1489 Service Stop
T1490 Inhibit System Recovery
T1491 Defacement
T1496 Resource Hijacking
T1496.001 Resource Hijacking: Compute Hijacking
T1498 Network Denial of Service
T1498.001 Network Denial of Service: Direct Network Flood
T1498.002 Network Denial of Service: Reflection Amplification
T1499 Endpoint Denial of Service
T1499.002 Endpoint Denial of Service: Service Exhaustion Flood
T1499.003 Endpoint Denial of Service: Application Exhaustion Flood
T1499.004 Endpoint Denial of Service: Application or System Exploitation
T1505 Server Software Component
T1505.003 Server Software Component: Web Shell
T1525 Implant Internal Image
T1526 Cloud Service Discovery
T1528 Steal Application Access Token
T1530 Data from Cloud Storage
T1531 Account Access Removal
T1537 Transfer Data to Cloud Account
T1539 Steal Web Session Cookie
T1543 Create or Modify System Process
T1546 Event Triggered Execution
T1548 Abuse Elevation Control Mechanism
T1548.005 Abuse Elevation Control Mechanism: Temporary Elevated Cloud Access
T1550 Use Alternate Authentication Material
T1550.001 Use Alternate Authentication Material: Application Access Token
T1550.004 Use Alternate Authentication Material: Web Session Cookie
T1552 Unsecured Credentials
T1552.001 Unsecured Credentials: Credentials In Files
T1552.004 Unsecured Credentials: Private Keys
T1552.005 Unsecured Credentials: Cloud Instance Metadata API
T1552.007 Unsecured Credentials: Container API
T1552.008 Unsecured Credentials: Chat Messages
T1553 Subvert Trust Controls
T1554 Compromise Host Software Binary
T1555 Credentials from Password Stores
T1556 Modify Authentication Process
T1556.006 Modify Authentication Process: Multi-Factor Authentication
T1557 Adversary-in-the-Middle
T1557.001 Adversary-in-the-Middle: LLMNR/NBT-NS Poisoning and SMB Relay
T1557.002 Adversary-in-the-Middle: ARP Cache Poisoning
T1558 Steal or Forge Kerberos Tickets
T1560 Archive Collected Data
T1562 Impair Defenses
T1562.001 Impair Defenses: Disable or Modify Tools
T1562.008 Impair Defenses: Disable or Modify Cloud Logs
T1563 Remote Service Session Hijacking
T1565 Data Manipulation
T1565.001 Data Manipulation: Stored Data Manipulation
T1565.002 Data Manipulation: Transmitted Data Manipulation
T1566 Phishing
T1567 Exfiltration Over Web Service
T1567.002 Exfiltration Over Web Service: Exfiltration to Cloud Storage
T1568 Dynamic Resolution
T1571 Non-Standard Port
T1572 Protocol Tunneling
T1573 Encrypted Channel
T1574 Hijack Execution Flow
T1574.007 Hijack Execution Flow: Path Interception by PATH Environment Variable
T1578 Modify Cloud Compute Infrastructure
T1580 Cloud Infrastructure Discovery
T1583 Acquire Infrastructure
T1584 Compromise Infrastructure
T1586 Compromise Accounts
T1587 Develop Capabilities
T1588 Obtain Capabilities
T1589 Gather Victim Identity Information
T1590 Gather Victim Network Information
T1590.002 Gather Victim Network Information: DNS
T1591 Gather Victim Org Information
T1592 Gather Victim Host Information
T1593 Search Open Websites/Domains
T1594 Search Victim-Owned Websites
T1595 Active Scanning
T1595.002 Active Scanning: Vulnerability Scanning
T1595.003 Active Scanning: Wordlist Scanning
T1598 Phishing for Information
T1599 Network Boundary Bridging
T1600 Weaken Encryption
T1602 Data from Configuration Repository
T1606 Forge Web Credentials
T1606.001 Forge Web Credentials: Web Cookies
T1606.002 Forge Web Credentials: SAML Tokens
T1608 Stage Capabilities
T1609 Container Administration Command
T1610 Deploy Container
T1611 Escape to Host
T1612 Build Image on Host
T1613 Container and Resource Discovery
T1619 Cloud Storage Object Discovery
T1620 Reflective Code Loading
T1621 Multi-Factor Authentication Request Generation
T1648 Serverless Execution
T1649 Steal or Forge Authentication Certificates
T1651 Cloud Administration Command
T1654 Log Enumeration
T1656 Impersonation
T1657 Financial Theft
T1659 Content Injection
T1671 Cloud Application Integration
T1677 Poisoned Pipeline Execution
`;

/** Its tactics. */
export const tactics = `
TA0001 Initial Access
TA0002 Execution
TA0003 Persistence
TA0004 Privilege Escalation
TA0005 Defense Evasion
TA0006 Credential Access
TA0007 Discovery
TA0008 Lateral Movement
TA0009 Collection
TA0010 Exfiltration
TA0011 Command and Control
TA0040 Impact
TA0042 Resource Development
TA0043 Reconnaissance
`;
