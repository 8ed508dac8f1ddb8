<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>About</name>
        <message>
            <source>Copied</source>
            <translation>Kopiert</translation>
        </message>
        <message>
            <source>About Status Tray</source>
            <translation>Über Status Tray</translation>
        </message>
        <message>
            <source>Third-Party Notices</source>
            <translation>Hinweise zu Software Dritter</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Kopieren</translation>
        </message>
        <message>
            <source>Copies version, libraries and system, for a report</source>
            <translation>Kopiert Version, Bibliotheken und System, für einen Fehlerbericht</translation>
        </message>
        <message>
            <source>Says what you are doing, and tells you quietly when a contact's status changes.</source>
            <translation>Sagt, was Sie gerade tun, und meldet unaufdringlich, wenn sich der Status eines Kontakts ändert.</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>Version</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>Lizenz</translation>
        </message>
        <message>
            <source>Runs with</source>
            <translation>Läuft mit</translation>
        </message>
        <message>
            <source>System</source>
            <translation>System</translation>
        </message>
    </context>
    <context>
        <name>Account</name>
        <message>
            <source>Status Tray shows your contacts what you are doing, beside the chat program that you use. Sign in with the same XMPP account.</source>
            <translation>Status Tray zeigt Ihren Kontakten, was Sie gerade tun, neben Ihrem Chat-Programm. Melden Sie sich mit demselben XMPP-Konto an.</translation>
        </message>
        <message>
            <source>Add Account</source>
            <translation>Konto hinzufügen</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Server</translation>
        </message>
        <message>
            <source>Most servers are found by the address: then nothing needs to be filled in here.</source>
            <translation>Die meisten Server werden anhand der Adresse gefunden: Dann muss hier nichts ausgefüllt werden.</translation>
        </message>
        <message>
            <source>If your server has a certificate authority of its own, name its file here. Ask whoever runs the server for it, and take it from no one else. With no file, the authorities count that this computer knows.</source>
            <translation>Wenn Ihr Server eine eigene Zertifizierungsstelle hat, geben Sie hier deren Datei an. Lassen Sie sie sich vom Betreiber des Servers geben und von niemandem sonst. Ohne Datei gelten die Stellen, die dieser Rechner kennt.</translation>
        </message>
        <message>
            <source>Checking the account…</source>
            <translation>Das Konto wird geprüft …</translation>
        </message>
        <message>
            <source>Add Anyway</source>
            <translation>Trotzdem hinzufügen</translation>
        </message>
        <message>
            <source>Review Certificate…</source>
            <translation>Zertifikat prüfen …</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Hinzufügen</translation>
        </message>
        <message>
            <source>Change Password</source>
            <translation>Passwort ändern</translation>
        </message>
        <message>
            <source>Sign In</source>
            <translation>Anmelden</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <source>Save Anyway</source>
            <translation>Trotzdem speichern</translation>
        </message>
        <message>
            <source>Password Needed</source>
            <translation>Passwort benötigt</translation>
        </message>
        <message>
            <source>Not saved: used until Status Tray ends</source>
            <translation>Nicht gespeichert: gilt, bis Status Tray endet</translation>
        </message>
        <message>
            <source>Certificate Not Trusted</source>
            <translation>Zertifikat nicht vertrauenswürdig</translation>
        </message>
        <message>
            <source>Try Again</source>
            <translation>Erneut versuchen</translation>
        </message>
        <message>
            <source>Not saved: the keyring is locked</source>
            <translation>Nicht gespeichert: Der Schlüsselbund ist gesperrt</translation>
        </message>
        <message>
            <source>Not saved: no keyring found</source>
            <translation>Nicht gespeichert: kein Schlüsselbund gefunden</translation>
        </message>
        <message>
            <source>While this runs, contacts see you as “extended away”, never offline.</source>
            <translation>Solange dies läuft, sehen Kontakte Sie als „länger abwesend“, nie als offline.</translation>
        </message>
        <message>
            <source>Saved in your system keyring</source>
            <translation>Im Schlüsselbund des Systems gespeichert</translation>
        </message>
        <message>
            <source>name@example.org</source>
            <translation>name@example.org</translation>
        </message>
        <message>
            <source>found by the address</source>
            <translation>wird anhand der Adresse gefunden</translation>
        </message>
        <message>
            <source>Direct TLS (not STARTTLS)</source>
            <translation>Direktes TLS (kein STARTTLS)</translation>
        </message>
        <message>
            <source>none but the system's</source>
            <translation>keine außer denen des Systems</translation>
        </message>
        <message>
            <source>Browse…</source>
            <translation>Durchsuchen …</translation>
        </message>
        <message>
            <source>The CA file “{path}” does not exist; choose another one.</source>
            <translation>Die CA-Datei „{path}“ gibt es nicht; wählen Sie eine andere.</translation>
        </message>
        <message>
            <source>Advanced</source>
            <translation>Erweitert</translation>
        </message>
        <message>
            <source>Choose a CA File</source>
            <translation>CA-Datei wählen</translation>
        </message>
        <message>
            <source>Certificates (*.pem *.crt *.cer)</source>
            <translation>Zertifikate (*.pem *.crt *.cer)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>Alle Dateien (*)</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Passwort</translation>
        </message>
        <message>
            <source>CA file</source>
            <translation>CA-Datei</translation>
        </message>
        <message>
            <source>If the password was changed elsewhere, give the new one here. It is tried before it takes the old one's place; your server's own password is not changed.</source>
            <translation>Wenn das Passwort anderswo geändert wurde, geben Sie hier das neue ein. Es wird ausprobiert, bevor es das alte ersetzt; auf dem Server ändert sich nichts.</translation>
        </message>
    </context>
    <context>
        <name>Certificate</name>
        <message>
            <source>Trust it only when whoever runs the server has told you the same fingerprint, in another way than by this connection. From then on this account takes this certificate and no other.</source>
            <translation>Vertrauen Sie ihm nur, wenn der Betreiber des Servers Ihnen denselben Fingerabdruck auf einem anderen Weg als über diese Verbindung genannt hat. Von da an nimmt dieses Konto dieses Zertifikat an und kein anderes.</translation>
        </message>
        <message>
            <source>Either the server has a new certificate, or somebody is in between and would read along. Whoever runs the server can tell you which: trust the new one only when they have told you its fingerprint, in another way than by this connection.</source>
            <translation>Entweder hat der Server ein neues Zertifikat, oder jemand sitzt dazwischen und würde mitlesen. Der Betreiber des Servers kann sagen, was zutrifft: Vertrauen Sie dem neuen nur, wenn er Ihnen dessen Fingerabdruck auf einem anderen Weg als über diese Verbindung genannt hat.</translation>
        </message>
        <message>
            <source>{host}, at {address}</source>
            <translation>{host}, unter {address}</translation>
        </message>
        <message numerus="yes">
            <source>{names} and %n more</source>
            <translation>
                <numerusform>{names} und %n weiterer</numerusform>
                <numerusform>{names} und %n weitere</numerusform>
            </translation>
        </message>
        <message>
            <source>a pin that is no fingerprint; see the configuration file</source>
            <translation>ein Eintrag, der kein Fingerabdruck ist; siehe Konfigurationsdatei</translation>
        </message>
        <message>
            <source>Certificate Changed</source>
            <translation>Zertifikat geändert</translation>
        </message>
        <message>
            <source>Review Certificate</source>
            <translation>Zertifikat prüfen</translation>
        </message>
        <message>
            <source>Asking the server…</source>
            <translation>Der Server wird gefragt …</translation>
        </message>
        <message>
            <source>Use a CA File…</source>
            <translation>CA-Datei verwenden …</translation>
        </message>
        <message>
            <source>Trust This Certificate</source>
            <translation>Diesem Zertifikat vertrauen</translation>
        </message>
        <message>
            <source>{begins} – {ends}</source>
            <translation>{begins} – {ends}</translation>
        </message>
        <message>
            <source>, </source>
            <comment>between names</comment>
            <translation>, </translation>
        </message>
        <message>
            <source>Nothing of it can be read but the fingerprint.</source>
            <translation>Außer dem Fingerabdruck lässt sich nichts davon lesen.</translation>
        </message>
        <message>
            <source>It is self-signed: nobody else vouches for it.</source>
            <translation>Es ist selbst signiert: Niemand sonst bürgt dafür.</translation>
        </message>
        <message>
            <source>It has expired, or this computer's clock is wrong.</source>
            <translation>Es ist abgelaufen, oder die Uhr dieses Rechners geht falsch.</translation>
        </message>
        <message>
            <source>It is not valid yet, or this computer's clock is wrong.</source>
            <translation>Es gilt noch nicht, oder die Uhr dieses Rechners geht falsch.</translation>
        </message>
        <message>
            <source>It is for another server: “{host}” is not among its names.</source>
            <translation>Es ist für einen anderen Server: „{host}“ gehört nicht zu seinen Namen.</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Server</translation>
        </message>
        <message>
            <source>Issued for</source>
            <translation>Ausgestellt für</translation>
        </message>
        <message>
            <source>Issued by</source>
            <translation>Ausgestellt von</translation>
        </message>
        <message>
            <source>Valid</source>
            <translation>Gültig</translation>
        </message>
        <message>
            <source>Fingerprint (SHA-256)</source>
            <translation>Fingerabdruck (SHA-256)</translation>
        </message>
        <message>
            <source>Trusted until now</source>
            <translation>Bisher vertraut</translation>
        </message>
        <message>
            <source>It is the one that you trusted before.</source>
            <translation>Es ist dasjenige, dem Sie schon vertraut haben.</translation>
        </message>
    </context>
    <context>
        <name>Contact</name>
        <message>
            <source>The contact is asked whether you may see the status. Until there is an answer, the list says “waiting for permission”.</source>
            <translation>Der Kontakt wird gefragt, ob Sie den Status sehen dürfen. Bis zur Antwort steht in der Liste „wartet auf Erlaubnis“.</translation>
        </message>
        <message>
            <source>Add Contact</source>
            <translation>Kontakt hinzufügen</translation>
        </message>
        <message>
            <source>optional</source>
            <translation>optional</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>With the account</source>
            <translation>Mit dem Konto</translation>
        </message>
    </context>
    <context>
        <name>CustomStatus</name>
        <message>
            <source>{count} of {limit} characters</source>
            <translation>{count} von {limit} Zeichen</translation>
        </message>
        <message>
            <source>Save as preset, without the time</source>
            <translation>Als Vorlage speichern, ohne die Zeit</translation>
        </message>
        <message>
            <source>{when} · seen by everyone you share presence with</source>
            <translation>{when} · für alle sichtbar, die Ihre Anwesenheit sehen</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Heute</translation>
        </message>
        <message>
            <source>Clear after</source>
            <translation>Löschen nach</translation>
        </message>
        <message>
            <source>Stays until you change it</source>
            <translation>Bleibt, bis Sie ihn ändern</translation>
        </message>
        <message>
            <source>Custom Status</source>
            <translation>Eigener Status</translation>
        </message>
        <message>
            <source>Save as preset</source>
            <translation>Als Vorlage speichern</translation>
        </message>
    </context>
    <context>
        <name>Dialog</name>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>{title} – {accounts}</source>
            <translation>{title} – {accounts}</translation>
        </message>
    </context>
    <context>
        <name>Emoji</name>
        <message>
            <source>Choose an emoji</source>
            <translation>Emoji wählen</translation>
        </message>
        <message numerus="yes">
            <source>%n emoji</source>
            <translation>
                <numerusform>%n Emoji</numerusform>
                <numerusform>%n Emojis</numerusform>
            </translation>
        </message>
        <message>
            <source>no skin tone</source>
            <translation>kein Hautton</translation>
        </message>
        <message>
            <source>Search by name</source>
            <translation>Nach Namen suchen</translation>
        </message>
        <message>
            <source>Emoji</source>
            <translation>Emoji</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>Nichts gefunden</translation>
        </message>
    </context>
    <context>
        <name>Failure</name>
        <message>
            <source>This is your own account.</source>
            <translation>Das ist Ihr eigenes Konto.</translation>
        </message>
        <message>
            <source>You see this contact already.</source>
            <translation>Diesen Kontakt sehen Sie bereits.</translation>
        </message>
        <message>
            <source>You have asked this contact already.</source>
            <translation>Diesen Kontakt haben Sie bereits gefragt.</translation>
        </message>
        <message>
            <source>The answer was no, or there is no such address; check it for a mistake.</source>
            <translation>Die Antwort war nein, oder es gibt diese Adresse nicht; prüfen Sie sie auf Fehler.</translation>
        </message>
        <message>
            <source>The address of this account is none that can be used; check it for a mistake.</source>
            <translation>Die Adresse dieses Kontos kann nicht verwendet werden; prüfen Sie sie auf Fehler.</translation>
        </message>
        <message>
            <source>it is self-signed</source>
            <translation>es ist selbst signiert</translation>
        </message>
        <message>
            <source>it is not valid yet, or this computer's clock is wrong</source>
            <translation>es gilt noch nicht, oder die Uhr dieses Rechners geht falsch</translation>
        </message>
        <message>
            <source>it has expired, or this computer's clock is wrong</source>
            <translation>es ist abgelaufen, oder die Uhr dieses Rechners geht falsch</translation>
        </message>
        <message>
            <source>it was issued by an authority that this computer does not know</source>
            <translation>es wurde von einer Stelle ausgestellt, die dieser Rechner nicht kennt</translation>
        </message>
        <message>
            <source>it has been revoked</source>
            <translation>es wurde widerrufen</translation>
        </message>
        <message>
            <source>it belongs to another server</source>
            <translation>es gehört zu einem anderen Server</translation>
        </message>
        <message>
            <source>The server “{host}” was not found; check the address and the network.</source>
            <translation>Der Server „{host}“ wurde nicht gefunden; prüfen Sie die Adresse und das Netz.</translation>
        </message>
        <message>
            <source>“{host}” has no accounts for chat: its DNS says so; check the address.</source>
            <translation>„{host}“ hat keine Konten zum Chatten: So steht es im DNS; prüfen Sie die Adresse.</translation>
        </message>
        <message>
            <source>“{host}” does not accept connections at the moment; it may be down, or the port is wrong.</source>
            <translation>„{host}“ nimmt derzeit keine Verbindungen an; vielleicht ist er außer Betrieb, oder der Port ist falsch.</translation>
        </message>
        <message>
            <source>“{host}” cannot be reached; check the network.</source>
            <translation>„{host}“ ist nicht erreichbar; prüfen Sie das Netz.</translation>
        </message>
        <message>
            <source>“{host}” did not answer in time.</source>
            <translation>„{host}“ hat nicht rechtzeitig geantwortet.</translation>
        </message>
        <message>
            <source>it did not pass the check</source>
            <translation>es hat die Prüfung nicht bestanden</translation>
        </message>
        <message>
            <source>The certificate of “{host}” is not trusted: {cause}. Nothing was sent.</source>
            <translation>Das Zertifikat von „{host}“ ist nicht vertrauenswürdig: {cause}. Es wurde nichts gesendet.</translation>
        </message>
        <message>
            <source>“{host}” shows another certificate than the one you trusted; ask whoever runs the server. Nothing was sent.</source>
            <translation>„{host}“ zeigt ein anderes Zertifikat als das, dem Sie vertraut haben; fragen Sie den Betreiber des Servers. Es wurde nichts gesendet.</translation>
        </message>
        <message>
            <source>“{host}” offers no encryption, or somebody is in between; nothing was sent.</source>
            <translation>„{host}“ bietet keine Verschlüsselung an, oder jemand sitzt dazwischen; es wurde nichts gesendet.</translation>
        </message>
        <message>
            <source>“{host}” no longer offers the secure login that it used to; the password was not sent.</source>
            <translation>„{host}“ bietet die sichere Anmeldung nicht mehr an, die es bisher gab; das Passwort wurde nicht gesendet.</translation>
        </message>
        <message>
            <source>“{host}” offers no way of logging in that is safe to use; the password was not sent.</source>
            <translation>„{host}“ bietet keine sichere Art der Anmeldung an; das Passwort wurde nicht gesendet.</translation>
        </message>
        <message>
            <source>“{host}” asks for far more work at login than any server should; nothing more was sent.</source>
            <translation>„{host}“ verlangt bei der Anmeldung weit mehr Rechenarbeit, als ein Server sollte; es wurde nichts weiter gesendet.</translation>
        </message>
        <message>
            <source>“{host}” could not prove that it is your server; the password was not sent.</source>
            <translation>„{host}“ konnte nicht beweisen, dass es Ihr Server ist; das Passwort wurde nicht gesendet.</translation>
        </message>
        <message>
            <source>The certificate file “{path}” of this account cannot be used</source>
            <translation>Die Zertifikatsdatei „{path}“ dieses Kontos ist unbrauchbar</translation>
        </message>
        <message>
            <source>No encrypted connection to “{host}” could be made</source>
            <translation>Es kam keine verschlüsselte Verbindung zu „{host}“ zustande</translation>
        </message>
        <message>
            <source>The server does not accept the password of this account.</source>
            <translation>Der Server nimmt das Passwort dieses Kontos nicht an.</translation>
        </message>
        <message>
            <source>The password of this account has expired; set a new one with the server</source>
            <translation>Das Passwort dieses Kontos ist abgelaufen; setzen Sie beim Server ein neues</translation>
        </message>
        <message>
            <source>The server has disabled this account</source>
            <translation>Der Server hat dieses Konto gesperrt</translation>
        </message>
        <message>
            <source>The server cannot log anybody in at the moment</source>
            <translation>Der Server kann derzeit niemanden anmelden</translation>
        </message>
        <message>
            <source>The server refused the login</source>
            <translation>Der Server hat die Anmeldung abgelehnt</translation>
        </message>
        <message>
            <source>{sentence}.</source>
            <translation>{sentence}.</translation>
        </message>
        <message>
            <source>The server closed the connection.</source>
            <translation>Der Server hat die Verbindung geschlossen.</translation>
        </message>
        <message>
            <source>The connection was lost.</source>
            <translation>Die Verbindung ging verloren.</translation>
        </message>
        <message>
            <source>The server no longer answers.</source>
            <translation>Der Server antwortet nicht mehr.</translation>
        </message>
        <message>
            <source>The server sent something that cannot be read.</source>
            <translation>Der Server hat etwas gesendet, das sich nicht lesen lässt.</translation>
        </message>
        <message>
            <source>The server sent more than can be handled.</source>
            <translation>Der Server hat mehr gesendet, als verarbeitet werden kann.</translation>
        </message>
        <message>
            <source>This account is no longer set up here.</source>
            <translation>Dieses Konto ist hier nicht mehr eingerichtet.</translation>
        </message>
        <message>
            <source>There is no connection to the server.</source>
            <translation>Es besteht keine Verbindung zum Server.</translation>
        </message>
        <message>
            <source>This server cannot carry statuses: it does not support personal events (PEP).</source>
            <translation>Dieser Server kann keine Status übertragen: Er unterstützt keine persönlichen Ereignisse (PEP).</translation>
        </message>
        <message>
            <source>The server did not confirm the status in time.</source>
            <translation>Der Server hat den Status nicht rechtzeitig bestätigt.</translation>
        </message>
        <message>
            <source>There was no answer in time.</source>
            <translation>Es kam nicht rechtzeitig eine Antwort.</translation>
        </message>
        <message>
            <source>The keyring with the password is locked; unlock it, or give the password for now.</source>
            <translation>Der Schlüsselbund mit dem Passwort ist gesperrt; entsperren Sie ihn, oder geben Sie das Passwort vorläufig ein.</translation>
        </message>
        <message>
            <source>No keyring was found, so the password cannot be saved; it will be asked for at each start.</source>
            <translation>Es wurde kein Schlüsselbund gefunden, also kann das Passwort nicht gespeichert werden; es wird bei jedem Start erfragt.</translation>
        </message>
        <message>
            <source>The keyring had an error; give the password for now.</source>
            <translation>Der Schlüsselbund hatte einen Fehler; geben Sie das Passwort vorläufig ein.</translation>
        </message>
        <message>
            <source>The password has characters that no password can have; type it again.</source>
            <translation>Das Passwort enthält Zeichen, die kein Passwort haben kann; geben Sie es erneut ein.</translation>
        </message>
        <message>
            <source>The password of this account is needed.</source>
            <translation>Das Passwort dieses Kontos wird benötigt.</translation>
        </message>
        <message>
            <source>{sentence} (“{words}”).</source>
            <translation>{sentence} („{words}“).</translation>
        </message>
        <message>
            <source>The server asks to connect to “{other_host}” instead</source>
            <translation>Der Server bittet, sich stattdessen mit „{other_host}“ zu verbinden</translation>
        </message>
        <message>
            <source>The server is shutting down</source>
            <translation>Der Server wird heruntergefahren</translation>
        </message>
        <message>
            <source>The server ended the session; it asks to log in again</source>
            <translation>Der Server hat die Sitzung beendet; er bittet um eine neue Anmeldung</translation>
        </message>
        <message>
            <source>The server ended the session; the account or its password has changed</source>
            <translation>Der Server hat die Sitzung beendet; das Konto oder sein Passwort hat sich geändert</translation>
        </message>
        <message>
            <source>The server does not know the part of the address after the @</source>
            <translation>Der Server kennt den Teil der Adresse nach dem @ nicht</translation>
        </message>
        <message>
            <source>The server no longer serves the part of the address after the @</source>
            <translation>Der Server bedient den Teil der Adresse nach dem @ nicht mehr</translation>
        </message>
        <message>
            <source>The server ended the connection: one of its rules was broken</source>
            <translation>Der Server hat die Verbindung beendet: Eine seiner Regeln wurde verletzt</translation>
        </message>
        <message>
            <source>The server is too busy for another connection</source>
            <translation>Der Server ist für eine weitere Verbindung zu beschäftigt</translation>
        </message>
        <message>
            <source>The server had heard nothing from here for too long</source>
            <translation>Der Server hatte zu lange nichts von hier gehört</translation>
        </message>
        <message>
            <source>The server could not read what was sent</source>
            <translation>Der Server konnte das Gesendete nicht lesen</translation>
        </message>
        <message>
            <source>The server had an internal error</source>
            <translation>Der Server hatte einen inneren Fehler</translation>
        </message>
        <message>
            <source>A part of the server cannot be reached</source>
            <translation>Ein Teil des Servers ist nicht erreichbar</translation>
        </message>
        <message>
            <source>The server ended the connection</source>
            <translation>Der Server hat die Verbindung beendet</translation>
        </message>
        <message>
            <source>The server of this address cannot be reached; check the address, or try again later.</source>
            <translation>Der Server dieser Adresse ist nicht erreichbar; prüfen Sie die Adresse, oder versuchen Sie es später noch einmal.</translation>
        </message>
        <message>
            <source>The server logged you in but gave no session</source>
            <translation>Der Server hat Sie angemeldet, aber keine Sitzung eröffnet</translation>
        </message>
        <message>
            <source>The server ended this connection because the account connected in the same way elsewhere.</source>
            <translation>Der Server hat diese Verbindung beendet, weil sich das Konto anderswo auf dieselbe Art verbunden hat.</translation>
        </message>
        <message>
            <source>The server did not accept the status</source>
            <translation>Der Server hat den Status nicht angenommen</translation>
        </message>
        <message>
            <source>The server did not answer a question</source>
            <translation>Der Server hat eine Frage nicht beantwortet</translation>
        </message>
        <message>
            <source>The server refused the change</source>
            <translation>Der Server hat die Änderung abgelehnt</translation>
        </message>
        <message>
            <source>There is no such address; check it for a mistake.</source>
            <translation>Diese Adresse gibt es nicht; prüfen Sie, ob sie einen Fehler hat.</translation>
        </message>
        <message>
            <source>This address could not be asked; check it for a mistake</source>
            <translation>Diese Adresse konnte nicht gefragt werden; prüfen Sie, ob sie einen Fehler hat</translation>
        </message>
        <message>
            <source>The keyring is locked or does not answer: the saved password is still there.</source>
            <translation>Der Schlüsselbund ist gesperrt oder antwortet nicht: Das gespeicherte Passwort ist noch da.</translation>
        </message>
        <message>
            <source>Restart</source>
            <translation>Neu starten</translation>
        </message>
        <message>
            <source>Open Log</source>
            <translation>Protokoll öffnen</translation>
        </message>
        <message>
            <source>Review…</source>
            <translation>Prüfen …</translation>
        </message>
        <message>
            <source>Change Password…</source>
            <translation>Passwort ändern …</translation>
        </message>
        <message>
            <source>Reconnect</source>
            <translation>Neu verbinden</translation>
        </message>
        <message>
            <source>Password rejected – fix…</source>
            <translation>Passwort abgelehnt – beheben …</translation>
        </message>
        <message>
            <source>Password expired – fix…</source>
            <translation>Passwort abgelaufen – beheben …</translation>
        </message>
        <message>
            <source>Keyring locked – give password…</source>
            <translation>Schlüsselbund gesperrt – Passwort eingeben …</translation>
        </message>
        <message>
            <source>Password needed – give…</source>
            <translation>Passwort benötigt – eingeben …</translation>
        </message>
        <message>
            <source>Certificate file unusable – fix…</source>
            <translation>Zertifikatsdatei unbrauchbar – beheben …</translation>
        </message>
        <message>
            <source>Certificate changed – review…</source>
            <translation>Zertifikat geändert – prüfen …</translation>
        </message>
        <message>
            <source>Certificate not trusted – review…</source>
            <translation>Zertifikat nicht vertrauenswürdig – prüfen …</translation>
        </message>
        <message>
            <source>Connected elsewhere – reconnect</source>
            <translation>Anderswo verbunden – neu verbinden</translation>
        </message>
        <message>
            <source>Account disabled – reconnect</source>
            <translation>Konto gesperrt – neu verbinden</translation>
        </message>
        <message>
            <source>Not connected</source>
            <translation>Nicht verbunden</translation>
        </message>
        <message>
            <source>Login refused – reconnect</source>
            <translation>Anmeldung abgelehnt – neu verbinden</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Erneut versuchen</translation>
        </message>
        <message>
            <source>Give Password…</source>
            <translation>Passwort eingeben …</translation>
        </message>
    </context>
    <context>
        <name>FirstStart</name>
        <message>
            <source>Show your status in your presence too?</source>
            <translation>Ihren Status auch in Ihrer Anwesenheit zeigen?</translation>
        </message>
        <message>
            <source>People whose program does not know statuses like these read it there; it is seen mainly when your chat program is offline.</source>
            <translation>Wessen Programm solche Status nicht kennt, liest ihn dort; er ist vor allem zu sehen, wenn Ihr Chat-Programm offline ist.</translation>
        </message>
        <message>
            <source>Welcome</source>
            <translation>Willkommen</translation>
        </message>
        <message>
            <source>Your account is set up</source>
            <translation>Ihr Konto ist eingerichtet</translation>
        </message>
        <message>
            <source>I Cannot See It</source>
            <translation>Ich sehe es nicht</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Später</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <source>Tell me when a status changes</source>
            <translation>Benachrichtigen, wenn sich ein Status ändert</translation>
        </message>
        <message>
            <source>of any contact</source>
            <translation>von irgendeinem Kontakt</translation>
        </message>
        <message>
            <source>only of the contacts that I choose in the list</source>
            <translation>nur von Kontakten, die ich in der Liste auswähle</translation>
        </message>
        <message>
            <source>Yes, show it there too</source>
            <translation>Ja, dort auch zeigen</translation>
        </message>
        <message>
            <source>No</source>
            <translation>Nein</translation>
        </message>
        <message>
            <source>This icon is in your panel now. Can you see it?</source>
            <translation>Dieses Symbol ist jetzt in Ihrer Leiste. Sehen Sie es?</translation>
        </message>
    </context>
    <context>
        <name>Link</name>
        <message>
            <source>offline</source>
            <translation>offline</translation>
        </message>
        <message>
            <source>connected</source>
            <translation>verbunden</translation>
        </message>
        <message>
            <source>connecting</source>
            <translation>verbindet</translation>
        </message>
        <message>
            <source>password rejected</source>
            <translation>Passwort abgelehnt</translation>
        </message>
        <message>
            <source>password expired</source>
            <translation>Passwort abgelaufen</translation>
        </message>
        <message>
            <source>keyring locked</source>
            <translation>Schlüsselbund gesperrt</translation>
        </message>
        <message>
            <source>password needed</source>
            <translation>Passwort benötigt</translation>
        </message>
        <message>
            <source>certificate file unusable</source>
            <translation>Zertifikatsdatei unbrauchbar</translation>
        </message>
        <message>
            <source>certificate changed</source>
            <translation>Zertifikat geändert</translation>
        </message>
        <message>
            <source>certificate not trusted</source>
            <translation>Zertifikat nicht vertrauenswürdig</translation>
        </message>
        <message>
            <source>connected elsewhere</source>
            <translation>anderswo verbunden</translation>
        </message>
        <message>
            <source>account disabled</source>
            <translation>Konto gesperrt</translation>
        </message>
        <message>
            <source>stopped</source>
            <translation>angehalten</translation>
        </message>
    </context>
    <context>
        <name>Menu</name>
        <message>
            <source>{status} · {duration}</source>
            <translation>{status} · {duration}</translation>
        </message>
        <message>
            <source>All Accounts</source>
            <translation>Alle Konten</translation>
        </message>
        <message>
            <source>Extend by {count} Minutes</source>
            <translation>Um {count} Minuten verlängern</translation>
        </message>
        <message>
            <source>Clear After</source>
            <translation>Löschen nach</translation>
        </message>
        <message>
            <source>End of Day</source>
            <translation>Ende des Tages</translation>
        </message>
        <message>
            <source>Don't Clear</source>
            <translation>Nicht löschen</translation>
        </message>
        <message>
            <source>Clear Status</source>
            <translation>Status löschen</translation>
        </message>
        <message>
            <source>Recent</source>
            <translation>Zuletzt</translation>
        </message>
        <message>
            <source>Custom Status…</source>
            <translation>Eigener Status …</translation>
        </message>
        <message>
            <source>Pick…</source>
            <translation>Wählen …</translation>
        </message>
        <message>
            <source>{account}: {status}</source>
            <translation>{account}: {status}</translation>
        </message>
        <message>
            <source>Notifications paused {until}</source>
            <translation>Benachrichtigungen pausiert {until}</translation>
        </message>
        <message>
            <source>Pause Notifications</source>
            <translation>Benachrichtigungen pausieren</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Fortsetzen</translation>
        </message>
        <message>
            <source>Until Tomorrow</source>
            <translation>Bis morgen</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>Offline</translation>
        </message>
        <message>
            <source>No status</source>
            <translation>Kein Status</translation>
        </message>
        <message>
            <source>{status} · {until} · {left}</source>
            <translation>{status} · {until} · {left}</translation>
        </message>
        <message>
            <source>{status} · {until}</source>
            <translation>{status} · {until}</translation>
        </message>
        <message>
            <source>Status not known yet</source>
            <translation>Status noch nicht bekannt</translation>
        </message>
        <message>
            <source>Connecting…</source>
            <translation>Verbindet …</translation>
        </message>
        <message>
            <source>Will be cleared when connected</source>
            <translation>Wird bei Verbindung gelöscht</translation>
        </message>
        <message>
            <source>{status} – will be sent when connected</source>
            <translation>{status} – wird bei Verbindung gesendet</translation>
        </message>
        <message>
            <source>No account yet</source>
            <translation>Noch kein Konto</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Protokoll</translation>
        </message>
        <message>
            <source>About Status Tray</source>
            <translation>Über Status Tray</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Hilfe</translation>
        </message>
        <message>
            <source>Clearing…</source>
            <translation>Wird gelöscht …</translation>
        </message>
        <message>
            <source>Setting {status}…</source>
            <translation>{status} wird gesetzt …</translation>
        </message>
        <message>
            <source>Status not cleared</source>
            <translation>Status nicht gelöscht</translation>
        </message>
        <message>
            <source>{status} – not set</source>
            <translation>{status} – nicht gesetzt</translation>
        </message>
        <message>
            <source>Open Status Tray</source>
            <translation>Status Tray öffnen</translation>
        </message>
        <message>
            <source>Settings…</source>
            <translation>Einstellungen …</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Erneut versuchen</translation>
        </message>
        <message>
            <source>Reconnect</source>
            <translation>Neu verbinden</translation>
        </message>
        <message>
            <source>Add Account…</source>
            <translation>Konto hinzufügen …</translation>
        </message>
    </context>
    <context>
        <name>Notification</name>
        <message>
            <source>Who is accepted sees when you are online and your status.</source>
            <translation>Wer angenommen wird, sieht Ihren Status und wann Sie online sind.</translation>
        </message>
        <message numerus="yes">
            <source>And %n more request(s) to see your status</source>
            <translation>
                <numerusform>Und %n weitere Anfrage, Ihren Status zu sehen</numerusform>
                <numerusform>Und %n weitere Anfragen, Ihren Status zu sehen</numerusform>
            </translation>
        </message>
        <message>
            <source>Accept</source>
            <translation>Annehmen</translation>
        </message>
        <message>
            <source>Deny</source>
            <translation>Ablehnen</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Anzeigen</translation>
        </message>
        <message>
            <source>{name}: {text}</source>
            <translation>{name}: {text}</translation>
        </message>
        <message numerus="yes">
            <source>While you were away: %n change(s)</source>
            <translation>
                <numerusform>Während Ihrer Abwesenheit: %n Änderung</numerusform>
                <numerusform>Während Ihrer Abwesenheit: %n Änderungen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>And %n more change(s)</source>
            <translation>
                <numerusform>Und %n weitere Änderung</numerusform>
                <numerusform>Und %n weitere Änderungen</numerusform>
            </translation>
        </message>
        <message>
            <source>{name} wants to see your status</source>
            <translation>{name} möchte Ihren Status sehen</translation>
        </message>
        <message>
            <source>{address} asks {account}</source>
            <translation>{address} fragt {account}</translation>
        </message>
        <message>
            <source>Your chat program asks about them too.</source>
            <translation>Auch Ihr Chat-Programm fragt danach.</translation>
        </message>
        <message>
            <source>{text}</source>
            <comment>a line by itself</comment>
            <translation>{text}</translation>
        </message>
        <message>
            <source>Mute {name}</source>
            <translation>{name} stummschalten</translation>
        </message>
        <message>
            <source>was: {text}</source>
            <translation>vorher: {text}</translation>
        </message>
        <message>
            <source>, </source>
            <comment>between names</comment>
            <translation>, </translation>
        </message>
        <message numerus="yes">
            <source>{names} and %n more</source>
            <translation>
                <numerusform>{names} und %n weiterer</numerusform>
                <numerusform>{names} und %n weitere</numerusform>
            </translation>
        </message>
        <message>
            <source>Status cleared</source>
            <translation>Status gelöscht</translation>
        </message>
        <message>
            <source>Status cleared (was: {text})</source>
            <translation>Status gelöscht (vorher: {text})</translation>
        </message>
    </context>
    <context>
        <name>PickDeadline</name>
        <message>
            <source>Date</source>
            <translation>Datum</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Uhrzeit</translation>
        </message>
        <message>
            <source>No status is set any more; there is nothing to clear.</source>
            <translation>Es ist kein Status mehr gesetzt; es gibt nichts zu löschen.</translation>
        </message>
        <message>
            <source>Your status is another one now; press Set if it is to be cleared then.</source>
            <translation>Ihr Status ist jetzt ein anderer; drücken Sie Setzen, wenn er dann gelöscht werden soll.</translation>
        </message>
        <message>
            <source>Clear Status At</source>
            <translation>Status löschen um</translation>
        </message>
    </context>
    <context>
        <name>Preset</name>
        <message>
            <source>📅 In a meeting</source>
            <translation>📅 In einer Besprechung</translation>
        </message>
        <message>
            <source>🍽 Lunch</source>
            <translation>🍽 Mittagspause</translation>
        </message>
        <message>
            <source>🚌 Commuting</source>
            <translation>🚌 Unterwegs</translation>
        </message>
        <message>
            <source>🏠 Working from home</source>
            <translation>🏠 Im Homeoffice</translation>
        </message>
        <message>
            <source>🤒 Out sick</source>
            <translation>🤒 Krank</translation>
        </message>
        <message>
            <source>🌴 On vacation</source>
            <translation>🌴 Im Urlaub</translation>
        </message>
    </context>
    <context>
        <name>Presets</name>
        <message>
            <source>Import…</source>
            <translation>Importieren …</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Exportieren …</translation>
        </message>
        <message>
            <source>Add Them</source>
            <translation>Hinzufügen</translation>
        </message>
        <message>
            <source>Replace All</source>
            <translation>Alle ersetzen</translation>
        </message>
        <message numerus="yes">
            <source>“{file}” has %n preset(s).</source>
            <translation>
                <numerusform>„{file}“ enthält %n Vorlage.</numerusform>
                <numerusform>„{file}“ enthält %n Vorlagen.</numerusform>
            </translation>
        </message>
        <message>
            <source>Import Presets</source>
            <translation>Vorlagen importieren</translation>
        </message>
        <message>
            <source>Export Presets</source>
            <translation>Vorlagen exportieren</translation>
        </message>
        <message>
            <source>The presets were added.</source>
            <translation>Die Vorlagen wurden hinzugefügt.</translation>
        </message>
        <message>
            <source>The presets were replaced.</source>
            <translation>Die Vorlagen wurden ersetzt.</translation>
        </message>
        <message>
            <source>Presets (*.toml)</source>
            <translation>Vorlagen (*.toml)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>Alle Dateien (*)</translation>
        </message>
        <message numerus="yes">
            <source>Adding them leaves out %n duplicate(s).</source>
            <translation>
                <numerusform>Beim Hinzufügen entfällt %n doppelte.</numerusform>
                <numerusform>Beim Hinzufügen entfallen %n doppelte.</numerusform>
            </translation>
        </message>
        <message>
            <source>“{file}” cannot be read: {reason}.</source>
            <translation>„{file}“ lässt sich nicht lesen: {reason}.</translation>
        </message>
        <message>
            <source>“{file}” cannot be written: {reason}.</source>
            <translation>„{file}“ lässt sich nicht schreiben: {reason}.</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Text</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Hinzufügen</translation>
        </message>
        <message>
            <source>Stays</source>
            <translation>Bleibt</translation>
        </message>
        <message>
            <source>Other…</source>
            <translation>Andere …</translation>
        </message>
        <message>
            <source>such as 45m, 1h30m or 2d</source>
            <translation>etwa 45m, 1h30m oder 2d</translation>
        </message>
        <message>
            <source>Duration</source>
            <translation>Dauer</translation>
        </message>
        <message>
            <source>As usual</source>
            <translation>Wie üblich</translation>
        </message>
        <message>
            <source>Away</source>
            <translation>Abwesend</translation>
        </message>
        <message>
            <source>Do not disturb</source>
            <translation>Nicht stören</translation>
        </message>
        <message>
            <source>Extended away</source>
            <translation>Länger abwesend</translation>
        </message>
        <message>
            <source>Availability</source>
            <translation>Verfügbarkeit</translation>
        </message>
        <message>
            <source>New preset</source>
            <translation>Neue Vorlage</translation>
        </message>
        <message>
            <source>Preset</source>
            <translation>Vorlage</translation>
        </message>
        <message>
            <source>The first {number} are in the menu; drag them, or press Alt+Up and Alt+Down.</source>
            <translation>Die ersten {number} stehen im Menü; ziehen Sie sie, oder drücken Sie Alt+Auf und Alt+Ab.</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Neu</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Löschen</translation>
        </message>
        <message>
            <source>Move Up</source>
            <translation>Nach oben</translation>
        </message>
        <message>
            <source>Move Down</source>
            <translation>Nach unten</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <source>Presets</source>
            <translation>Vorlagen</translation>
        </message>
        <message>
            <source>“{text}” was deleted.</source>
            <translation>„{text}“ wurde gelöscht.</translation>
        </message>
        <message>
            <source>There is a preset with this text already; type another one.</source>
            <translation>Es gibt schon eine Vorlage mit diesem Text; geben Sie einen anderen ein.</translation>
        </message>
    </context>
    <context>
        <name>Quit</name>
        <message>
            <source>Quit Status Tray</source>
            <translation>Status Tray beenden</translation>
        </message>
        <message>
            <source>Your status is set. What shall become of it?</source>
            <translation>Ihr Status ist gesetzt. Was soll damit geschehen?</translation>
        </message>
        <message>
            <source>Remember, and do not ask again</source>
            <translation>Merken und nicht mehr fragen</translation>
        </message>
        <message>
            <source>Keep (stays until Status Tray runs again)</source>
            <translation>Behalten (bleibt, bis Status Tray wieder läuft)</translation>
        </message>
        <message>
            <source>Clear and Quit</source>
            <translation>Löschen und beenden</translation>
        </message>
    </context>
    <context>
        <name>Refusal</name>
        <message>
            <source>this was written by a later Status Tray (version {version} of the format, this one knows {known})</source>
            <translation>dies wurde von einer neueren Version von Status Tray geschrieben (Version {version} des Formats, diese kennt {known})</translation>
        </message>
        <message>
            <source>{file}, line {line}, column {column}: {reason} Correct the file and try again.</source>
            <translation>{file}, Zeile {line}, Spalte {column}: {reason} Korrigieren Sie die Datei und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>{file}, line {line}, column {column}: {reason}; correct the file and try again.</source>
            <translation>{file}, Zeile {line}, Spalte {column}: {reason}; korrigieren Sie die Datei und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>has no “text”; it is left out.</source>
            <translation>hat kein „text“; es entfällt.</translation>
        </message>
        <message>
            <source>is left out: {reason}</source>
            <translation>entfällt: {reason}</translation>
        </message>
        <message>
            <source>does not count: {reason}</source>
            <translation>zählt nicht: {reason}</translation>
        </message>
        <message>
            <source>“{typed}” is in the past; name a moment that is to come.</source>
            <translation>„{typed}“ ist vorbei; nennen Sie einen Zeitpunkt, der noch kommt.</translation>
        </message>
        <message>
            <source>“{typed}” is no duration; write it like 30s, 45m, 1h30m, 1d or today.</source>
            <translation>„{typed}“ ist keine Dauer; schreiben Sie sie wie 30s, 45m, 1h30m, 1d oder today.</translation>
        </message>
        <message>
            <source>The duration must be more than nothing and at most 366 days.</source>
            <translation>Die Dauer muss mehr als nichts und höchstens 366 Tage sein.</translation>
        </message>
        <message>
            <source>The moment must be within 366 days.</source>
            <translation>Der Zeitpunkt muss innerhalb von 366 Tagen liegen.</translation>
        </message>
        <message>
            <source>“{typed}” is no time of day; write it like 15:30.</source>
            <translation>„{typed}“ ist keine Uhrzeit; schreiben Sie sie wie 15:30.</translation>
        </message>
        <message>
            <source>“{typed}” is no time; write it like 15:30 or 2026-12-24T18:00.</source>
            <translation>„{typed}“ ist kein Zeitpunkt; schreiben Sie ihn wie 15:30 oder 2026-12-24T18:00.</translation>
        </message>
        <message>
            <source>The address has a space or an invisible character in it.</source>
            <translation>Die Adresse enthält ein Leerzeichen oder ein unsichtbares Zeichen.</translation>
        </message>
        <message>
            <source>“{typed}” names a device; leave out the part from the slash on.</source>
            <translation>„{typed}“ nennt ein Gerät; lassen Sie den Teil ab dem Schrägstrich weg.</translation>
        </message>
        <message>
            <source>“{typed}” is no XMPP address; it should look like name@example.org.</source>
            <translation>„{typed}“ ist keine XMPP-Adresse; sie sollte wie name@example.org aussehen.</translation>
        </message>
        <message>
            <source>“{typed}” has a character that an XMPP address cannot have.</source>
            <translation>„{typed}“ enthält ein Zeichen, das in einer XMPP-Adresse nicht vorkommen kann.</translation>
        </message>
        <message>
            <source>“{typed}” is no server name.</source>
            <translation>„{typed}“ ist kein Servername.</translation>
        </message>
        <message>
            <source>The address is too long.</source>
            <translation>Die Adresse ist zu lang.</translation>
        </message>
        <message>
            <source>The presets were changed elsewhere meanwhile; look at them and try again.</source>
            <translation>Die Vorlagen wurden inzwischen anderswo geändert; sehen Sie sie an und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>A preset is in several places of the configuration file; change the order there.</source>
            <translation>Eine Vorlage steht an mehreren Stellen der Konfigurationsdatei; ändern Sie die Reihenfolge dort.</translation>
        </message>
        <message>
            <source>The configuration was changed elsewhere meanwhile; this cannot be undone any more.</source>
            <translation>Die Konfiguration wurde inzwischen anderswo geändert; dies lässt sich nicht mehr rückgängig machen.</translation>
        </message>
        <message>
            <source>this is too large for a file of presets</source>
            <translation>dies ist zu groß für eine Datei mit Vorlagen</translation>
        </message>
        <message>
            <source>“{key}” {problem}</source>
            <translation>„{key}“ {problem}</translation>
        </message>
        <message>
            <source>there is no [[preset]] in this</source>
            <translation>sie enthält kein [[preset]]</translation>
        </message>
        <message>
            <source>“{typed}” is no server; write it like {example}.</source>
            <translation>„{typed}“ ist kein Server; schreiben Sie ihn wie {example}.</translation>
        </message>
        <message>
            <source>“{typed}” is no server; an IPv6 address with a port looks like [::1]:5222.</source>
            <translation>„{typed}“ ist kein Server; eine IPv6-Adresse mit Port sieht aus wie [::1]:5222.</translation>
        </message>
        <message>
            <source>“{typed}” has no valid port; a port is a number from 1 to 65535.</source>
            <translation>„{typed}“ hat keinen gültigen Port; ein Port ist eine Zahl von 1 bis 65535.</translation>
        </message>
        <message>
            <source>The status is empty; type a text, or clear the status.</source>
            <translation>Der Status ist leer; geben Sie einen Text ein oder löschen Sie den Status.</translation>
        </message>
        <message>
            <source>The status is longer than {limit} characters; shorten it and try again.</source>
            <translation>Der Status ist länger als {limit} Zeichen; kürzen Sie ihn und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>The status has a control character ({code}) in it; remove it and try again.</source>
            <translation>Der Status enthält ein Steuerzeichen ({code}); entfernen Sie es und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>“{name}” is not written as {form} in the configuration file; change it there.</source>
            <translation>„{name}“ steht in der Konfigurationsdatei nicht als {form}; ändern Sie es dort.</translation>
        </message>
        <message>
            <source>The configuration file cannot be changed by itself ({reason}).</source>
            <translation>Die Konfigurationsdatei lässt sich nicht automatisch ändern ({reason}).</translation>
        </message>
        <message>
            <source>it does not count</source>
            <translation>es zählt nicht</translation>
        </message>
        <message>
            <source>must be tables, each beginning with {form}; it does not count.</source>
            <translation>müssen Tabellen sein, die jeweils mit {form} beginnen; es zählt nicht.</translation>
        </message>
        <message>
            <source>must be a text in quotes; it does not count.</source>
            <translation>muss ein Text in Anführungszeichen sein; es zählt nicht.</translation>
        </message>
        <message>
            <source>must be one of {choices}; {otherwise}.</source>
            <translation>muss eines von {choices} sein; {otherwise}.</translation>
        </message>
        <message>
            <source>{choice} is used</source>
            <translation>{choice} wird verwendet</translation>
        </message>
        <message>
            <source>“{path}” cannot be read: {reason}.</source>
            <translation>„{path}“ lässt sich nicht lesen: {reason}.</translation>
        </message>
        <message>
            <source>“{path}” cannot be written: {reason}.</source>
            <translation>„{path}“ lässt sich nicht schreiben: {reason}.</translation>
        </message>
        <message>
            <source>“{path}” cannot be removed: {reason}.</source>
            <translation>„{path}“ lässt sich nicht löschen: {reason}.</translation>
        </message>
        <message>
            <source>in memory</source>
            <translation>im Arbeitsspeicher</translation>
        </message>
        <message>
            <source>in “{path}”</source>
            <translation>in „{path}“</translation>
        </message>
        <message>
            <source>The file “{path}” was written by a newer version of Status Tray; update Status Tray, or use another profile.</source>
            <translation>Die Datei „{path}“ wurde von einer neueren Version von Status Tray geschrieben; aktualisieren Sie Status Tray, oder verwenden Sie ein anderes Profil.</translation>
        </message>
        <message>
            <source>What Status Tray remembers ({place}) could not be opened: {reason}.</source>
            <translation>Was Status Tray sich merkt ({place}), ließ sich nicht öffnen: {reason}.</translation>
        </message>
        <message>
            <source>What Status Tray remembers ({place}) could not be read: {reason}.</source>
            <translation>Was Status Tray sich merkt ({place}), ließ sich nicht lesen: {reason}.</translation>
        </message>
        <message>
            <source>What Status Tray remembers ({place}) could not be written: {reason}.</source>
            <translation>Was Status Tray sich merkt ({place}), ließ sich nicht schreiben: {reason}.</translation>
        </message>
        <message>
            <source>the disk is full</source>
            <translation>der Datenträger ist voll</translation>
        </message>
        <message>
            <source>another program has locked it</source>
            <translation>ein anderes Programm hat es gesperrt</translation>
        </message>
        <message>
            <source>it is write-protected or its directory is</source>
            <translation>es oder sein Ordner ist schreibgeschützt</translation>
        </message>
        <message>
            <source>A path that is no UTF-8 cannot be written into a desktop entry.</source>
            <translation>Ein Pfad, der kein UTF-8 ist, lässt sich nicht in einen Desktop-Eintrag schreiben.</translation>
        </message>
        <message>
            <source>Others can write to “{path}”; choose a directory of your own.</source>
            <translation>Andere können in „{path}“ schreiben; wählen Sie einen eigenen Ordner.</translation>
        </message>
        <message>
            <source>The profile directory “{path}” cannot be written.</source>
            <translation>In den Profilordner „{path}“ kann nicht geschrieben werden.</translation>
        </message>
        <message>
            <source>The profile directory “{path}” cannot be used: {reason}.</source>
            <translation>Der Profilordner „{path}“ ist nicht verwendbar: {reason}.</translation>
        </message>
        <message>
            <source>What Status Tray remembers is closed already.</source>
            <translation>Was Status Tray sich merkt, ist bereits geschlossen.</translation>
        </message>
    </context>
    <context>
        <name>Rule</name>
        <message>
            <source>Default ({rule})</source>
            <translation>Wie sonst ({rule})</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>Aus</translation>
        </message>
        <message>
            <source>List only</source>
            <translation>Nur Liste</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>Immer</translation>
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message>
            <source>Start Status Tray when I log in</source>
            <translation>Status Tray bei der Anmeldung starten</translation>
        </message>
        <message>
            <source>Not saved: asked for at each start</source>
            <translation>Nicht gespeichert: wird bei jedem Start erfragt</translation>
        </message>
        <message>
            <source>Remove {account} from Status Tray? Its saved password goes too, and what is remembered of its contacts. The account itself stays on its server, and so does its status.</source>
            <translation>{account} aus Status Tray entfernen? Das gespeicherte Passwort und was über die Kontakte gemerkt ist, gehen mit. Das Konto selbst bleibt auf dem Server, ebenso sein Status.</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>not used</source>
            <translation>nicht verwendet</translation>
        </message>
        <message>
            <source>{server}, direct TLS</source>
            <translation>{server}, direktes TLS</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Konten</translation>
        </message>
        <message>
            <source>Use this account</source>
            <translation>Dieses Konto verwenden</translation>
        </message>
        <message>
            <source>Server…</source>
            <translation>Server …</translation>
        </message>
        <message>
            <source>Forget Certificate</source>
            <translation>Zertifikat vergessen</translation>
        </message>
        <message>
            <source>Remove…</source>
            <translation>Entfernen …</translation>
        </message>
        <message>
            <source>One status for all accounts</source>
            <translation>Ein Status für alle Konten</translation>
        </message>
        <message>
            <source>Trusted certificate</source>
            <translation>Vertrautes Zertifikat</translation>
        </message>
        <message>
            <source>From the left: no status, set, connecting, offline, needs you.</source>
            <translation>Von links: kein Status, gesetzt, verbindet, offline, braucht Sie.</translation>
        </message>
        <message>
            <source>Contacts are asked for theirs while they are in view in the window; nothing of yours is shown to them.</source>
            <translation>Kontakte werden nach ihrem gefragt, solange sie im Fenster zu sehen sind; von Ihnen wird ihnen nichts gezeigt.</translation>
        </message>
        <message>
            <source>Show contacts' pictures</source>
            <translation>Bilder der Kontakte zeigen</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <source>The system's</source>
            <translation>Die des Systems</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>Automatisch</translation>
        </message>
        <message>
            <source>Light, for dark panels</source>
            <translation>Hell, für dunkle Leisten</translation>
        </message>
        <message>
            <source>Dark, for light panels</source>
            <translation>Dunkel, für helle Leisten</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>Farbig</translation>
        </message>
        <message>
            <source>Icon in the panel</source>
            <translation>Symbol in der Leiste</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Kontakte</translation>
        </message>
        <message>
            <source>Ask</source>
            <translation>Fragen</translation>
        </message>
        <message>
            <source>Keep it: it stays until Status Tray runs again</source>
            <translation>Behalten: Er bleibt, bis Status Tray wieder läuft</translation>
        </message>
        <message>
            <source>Clear it</source>
            <translation>Löschen</translation>
        </message>
        <message>
            <source>When Status Tray quits while a status is set</source>
            <translation>Wenn Status Tray endet, während ein Status gesetzt ist</translation>
        </message>
        <message>
            <source>Contacts with a rule of their own</source>
            <translation>Kontakte mit eigener Regel</translation>
        </message>
        <message>
            <source>Rule of the chosen contact</source>
            <translation>Regel des gewählten Kontakts</translation>
        </message>
        <message>
            <source>Remove Rule</source>
            <translation>Regel entfernen</translation>
        </message>
        <message>
            <source>{name}, contact of {account}</source>
            <translation>{name}, Kontakt von {account}</translation>
        </message>
        <message>
            <source>{name}: {rule}</source>
            <translation>{name}: {rule}</translation>
        </message>
        <message>
            <source>All contacts</source>
            <translation>Alle Kontakte</translation>
        </message>
        <message>
            <source>Only contacts whose rule is “Always”</source>
            <translation>Nur Kontakte mit der Regel „Immer“</translation>
        </message>
        <message>
            <source>Nobody yet. “Mute” on a notification adds a contact.</source>
            <translation>Noch niemand. „Stummschalten“ auf einer Benachrichtigung nimmt einen Kontakt auf.</translation>
        </message>
        <message>
            <source>Notify me about</source>
            <translation>Benachrichtigen über</translation>
        </message>
        <message>
            <source>{name} ({address})</source>
            <translation>{name} ({address})</translation>
        </message>
        <message>
            <source>These contacts may see when you are online, and with that your status.</source>
            <translation>Diese Kontakte dürfen sehen, wann Sie online sind, und damit auch Ihren Status.</translation>
        </message>
        <message>
            <source>No longer let {contact} see your status, and when you are online? This is for your chat program too. {account} connects again for it.</source>
            <translation>Soll {contact} nicht mehr sehen, wann Sie online sind und welchen Status Sie haben? Das gilt auch für Ihr Chat-Programm. {account} verbindet sich dafür neu.</translation>
        </message>
        <message>
            <source>{name} – {address}, with {account}</source>
            <translation>{name} – {address}, bei {account}</translation>
        </message>
        <message>
            <source>{name} – {address}</source>
            <translation>{name} – {address}</translation>
        </message>
        <message>
            <source>Who sees your status</source>
            <translation>Wer Ihren Status sieht</translation>
        </message>
        <message>
            <source>Revoke…</source>
            <translation>Entziehen …</translation>
        </message>
        <message>
            <source>Show my status in my presence too</source>
            <translation>Meinen Status auch in meiner Anwesenheit zeigen</translation>
        </message>
        <message>
            <source>Revoke</source>
            <translation>Entziehen</translation>
        </message>
        <message>
            <source>Nobody may see your status.</source>
            <translation>Niemand darf Ihren Status sehen.</translation>
        </message>
        <message>
            <source>Contacts are known once the account has been connected.</source>
            <translation>Kontakte sind bekannt, sobald das Konto einmal verbunden war.</translation>
        </message>
        <message>
            <source>General</source>
            <translation>Allgemein</translation>
        </message>
        <message>
            <source>Notifications</source>
            <translation>Benachrichtigungen</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Aussehen</translation>
        </message>
        <message>
            <source>Privacy</source>
            <translation>Privatsphäre</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Seiten</translation>
        </message>
    </context>
    <context>
        <name>Time</name>
        <message>
            <source>{time}</source>
            <comment>after “until”</comment>
            <translation>{time}</translation>
        </message>
        <message>
            <source>today {time}</source>
            <translation>heute {time}</translation>
        </message>
        <message>
            <source>d MMM yyyy</source>
            <comment>date format of QLocale</comment>
            <translation>d. MMM yyyy</translation>
        </message>
        <message>
            <source>today</source>
            <translation>heute</translation>
        </message>
        <message>
            <source>until midnight</source>
            <translation>bis Mitternacht</translation>
        </message>
        <message>
            <source>until {moment}</source>
            <translation>bis {moment}</translation>
        </message>
        <message>
            <source>{duration} left</source>
            <translation>noch {duration}</translation>
        </message>
        <message>
            <source>Clears at midnight</source>
            <translation>Wird um Mitternacht gelöscht</translation>
        </message>
        <message>
            <source>Clears {moment}</source>
            <translation>Wird gelöscht: {moment}</translation>
        </message>
        <message>
            <source>{day} {time}</source>
            <translation>{day} {time}</translation>
        </message>
        <message>
            <source>d MMM</source>
            <comment>date format of QLocale</comment>
            <translation>d. MMM</translation>
        </message>
        <message>
            <source>{count} d</source>
            <comment>days</comment>
            <translation>{count} T</translation>
        </message>
        <message>
            <source>{count} h</source>
            <comment>hours</comment>
            <translation>{count} Std</translation>
        </message>
        <message>
            <source>{count} min</source>
            <comment>minutes</comment>
            <translation>{count} Min</translation>
        </message>
        <message>
            <source>{count} s</source>
            <comment>seconds</comment>
            <translation>{count} s</translation>
        </message>
        <message>
            <source>This moment is past; pick one that is to come.</source>
            <translation>Dieser Zeitpunkt ist vorbei; wählen Sie einen, der noch kommt.</translation>
        </message>
        <message>
            <source>This is more than 366 days away; pick an earlier moment.</source>
            <translation>Das ist in mehr als 366 Tagen; wählen Sie einen früheren Zeitpunkt.</translation>
        </message>
        <message>
            <source>This is no moment; pick a date and a time.</source>
            <translation>Das ist kein Zeitpunkt; wählen Sie Datum und Uhrzeit.</translation>
        </message>
        <message>
            <source>tomorrow {time}</source>
            <translation>morgen {time}</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message>
            <source>Status Tray — no account yet</source>
            <translation>Status Tray — noch kein Konto</translation>
        </message>
        <message>
            <source>{account}, {link}</source>
            <translation>{account}, {link}</translation>
        </message>
        <message>
            <source>{status} — {link}</source>
            <translation>{status} — {link}</translation>
        </message>
    </context>
    <context>
        <name>Trouble</name>
        <message>
            <source>Something went wrong in Status Tray itself; the log has the details.</source>
            <translation>In Status Tray selbst ist etwas schiefgegangen; Näheres steht im Protokoll.</translation>
        </message>
        <message>
            <source>Status Tray was updated. Restart it to finish updating.</source>
            <translation>Status Tray wurde aktualisiert. Starten Sie es neu, um die Aktualisierung abzuschließen.</translation>
        </message>
        <message>
            <source>{reason} Nothing will be remembered after this run.</source>
            <translation>{reason} Nach diesem Lauf wird nichts gemerkt.</translation>
        </message>
        <message>
            <source>Something went wrong – see the log</source>
            <translation>Etwas ist schiefgegangen – siehe Protokoll</translation>
        </message>
        <message>
            <source>Cannot save – what you set may be forgotten</source>
            <translation>Speichern unmöglich – Gesetztes kann vergessen werden</translation>
        </message>
        <message>
            <source>Profile not writable – nothing will be remembered</source>
            <translation>Profil nicht beschreibbar – nichts wird gemerkt</translation>
        </message>
        <message>
            <source>Restart to Finish Updating</source>
            <translation>Zum Abschluss der Aktualisierung neu starten</translation>
        </message>
    </context>
    <context>
        <name>Window</name>
        <message>
            <source>via presence</source>
            <translation>über Anwesenheit</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Copy Status</source>
            <translation>Status kopieren</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>Last changes</source>
            <translation>Letzte Änderungen</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Einzelheiten</translation>
        </message>
        <message>
            <source>Address:</source>
            <translation>Adresse:</translation>
        </message>
        <message>
            <source>Account:</source>
            <translation>Konto:</translation>
        </message>
        <message>
            <source>Notify:</source>
            <translation>Benachrichtigen:</translation>
        </message>
        <message>
            <source>since {time}</source>
            <translation>seit {time}</translation>
        </message>
        <message>
            <source>, </source>
            <comment>between groups</comment>
            <translation>, </translation>
        </message>
        <message>
            <source>Groups:</source>
            <translation>Gruppen:</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Kontakte</translation>
        </message>
        <message>
            <source>Copy Address</source>
            <translation>Adresse kopieren</translation>
        </message>
        <message>
            <source>Tell Me When This Clears</source>
            <translation>Mitteilen, wenn der Status endet</translation>
        </message>
        <message>
            <source>Tell Me When This Changes</source>
            <translation>Mitteilen, wenn sich der Status ändert</translation>
        </message>
        <message>
            <source>Notify</source>
            <translation>Benachrichtigen</translation>
        </message>
        <message>
            <source>Details…</source>
            <translation>Einzelheiten …</translation>
        </message>
        <message>
            <source>{name}: {status}</source>
            <translation>{name}: {status}</translation>
        </message>
        <message>
            <source>could not be asked – check the address</source>
            <translation>konnte nicht gefragt werden – Adresse prüfen</translation>
        </message>
        <message>
            <source>waiting for permission</source>
            <translation>wartet auf Erlaubnis</translation>
        </message>
        <message>
            <source>Off – not shown</source>
            <translation>Aus – wird nicht gezeigt</translation>
        </message>
        <message>
            <source>No status</source>
            <translation>Kein Status</translation>
        </message>
        <message>
            <source>{name}: {status}, via presence</source>
            <translation>{name}: {status}, über Anwesenheit</translation>
        </message>
        <message>
            <source>{contact}. {marks}</source>
            <translation>{contact}. {marks}</translation>
        </message>
        <message>
            <source>{contact}, since {time}</source>
            <translation>{contact}, seit {time}</translation>
        </message>
        <message>
            <source>Muted.</source>
            <translation>Stumm.</translation>
        </message>
        <message>
            <source>You will be told when this clears.</source>
            <translation>Wird mitgeteilt, wenn der Status endet.</translation>
        </message>
        <message>
            <source>You will be told when this changes.</source>
            <translation>Wird mitgeteilt, wenn sich der Status ändert.</translation>
        </message>
        <message>
            <source>by {time}</source>
            <translation>bis {time}</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>Nichts gefunden</translation>
        </message>
        <message>
            <source>Search contacts</source>
            <translation>Kontakte suchen</translation>
        </message>
        <message>
            <source>Add Contact…</source>
            <translation>Kontakt hinzufügen …</translation>
        </message>
        <message numerus="yes">
            <source>%n contact(s) found</source>
            <translation>
                <numerusform>%n Kontakt gefunden</numerusform>
                <numerusform>%n Kontakte gefunden</numerusform>
            </translation>
        </message>
        <message>
            <source>What are you doing?</source>
            <translation>Was tun Sie gerade?</translation>
        </message>
        <message>
            <source>Your status</source>
            <translation>Ihr Status</translation>
        </message>
        <message>
            <source>Set</source>
            <translation>Setzen</translation>
        </message>
        <message>
            <source>All contacts</source>
            <translation>Alle Kontakte</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>Gruppe</translation>
        </message>
        <message>
            <source>No group</source>
            <translation>Keine Gruppe</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Konto</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Löschen</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>Menü</translation>
        </message>
        <message>
            <source>The status could not be set.</source>
            <translation>Der Status konnte nicht gesetzt werden.</translation>
        </message>
        <message>
            <source>OK</source>
            <translation>OK</translation>
        </message>
        <message>
            <source>The log could not be shown; it is the file “{path}”.</source>
            <translation>Das Protokoll konnte nicht angezeigt werden; es ist die Datei „{path}“.</translation>
        </message>
        <message>
            <source>Offline – your contacts appear when connected.</source>
            <translation>Offline – Ihre Kontakte erscheinen bei Verbindung.</translation>
        </message>
        <message>
            <source>No tray was found. Add a system tray (“Status Tray Plugin”, “System Tray”) to your panel; until then this window does everything the icon would.</source>
            <translation>Kein Infobereich gefunden. Fügen Sie Ihrer Leiste einen hinzu („Status Tray Plugin“, „Systemabschnitt“); bis dahin kann dieses Fenster alles, was das Symbol könnte.</translation>
        </message>
        <message>
            <source>Add an account to see your contacts here.</source>
            <translation>Fügen Sie ein Konto hinzu, um hier Ihre Kontakte zu sehen.</translation>
        </message>
        <message>
            <source>No contacts yet. People you add, here or in your chat program, appear here.</source>
            <translation>Noch keine Kontakte. Wen Sie hier oder in Ihrem Chat-Programm hinzufügen, erscheint hier.</translation>
        </message>
        <message>
            <source>Loading contacts…</source>
            <translation>Kontakte werden geladen …</translation>
        </message>
        <message>
            <source>This desktop shows no tray icons. Install and switch on the GNOME extension “AppIndicator and KStatusNotifierItem Support”; until then this window does everything the icon would.</source>
            <translation>Diese Arbeitsumgebung zeigt keine Symbole im Infobereich. Installieren und aktivieren Sie die GNOME-Erweiterung „AppIndicator and KStatusNotifierItem Support“; bis dahin kann dieses Fenster alles, was das Symbol könnte.</translation>
        </message>
        <message>
            <source>Status Tray</source>
            <translation>Status Tray</translation>
        </message>
        <message>
            <source>Offline – as of {time}</source>
            <translation>Offline – Stand {time}</translation>
        </message>
        <message>
            <source>Connecting – as last known</source>
            <translation>Verbindet – wie zuletzt bekannt</translation>
        </message>
        <message>
            <source>Offline – as last known</source>
            <translation>Offline – wie zuletzt bekannt</translation>
        </message>
    </context>
</TS>
