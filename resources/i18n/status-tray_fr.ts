<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
    <context>
        <name>About</name>
        <message>
            <source>Copied</source>
            <translation>Copié</translation>
        </message>
        <message>
            <source>About Status Tray</source>
            <translation>À propos de Status Tray</translation>
        </message>
        <message>
            <source>Third-Party Notices</source>
            <translation>Mentions relatives aux composants tiers</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copier</translation>
        </message>
        <message>
            <source>Copies version, libraries and system, for a report</source>
            <translation>Copie la version, les bibliothèques et le système, pour un rapport</translation>
        </message>
        <message>
            <source>Says what you are doing, and tells you quietly when a contact's status changes.</source>
            <translation>Dit ce que vous faites, et vous signale discrètement le changement de statut d’un contact.</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>Version</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>Licence</translation>
        </message>
        <message>
            <source>Runs with</source>
            <translation>Fonctionne avec</translation>
        </message>
        <message>
            <source>System</source>
            <translation>Système</translation>
        </message>
    </context>
    <context>
        <name>Account</name>
        <message>
            <source>Status Tray shows your contacts what you are doing, beside the chat program that you use. Sign in with the same XMPP account.</source>
            <translation>Status Tray montre à vos contacts ce que vous faites, à côté du programme de discussion que vous utilisez. Connectez-vous avec le même compte XMPP.</translation>
        </message>
        <message>
            <source>Add Account</source>
            <translation>Ajouter un compte</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Serveur</translation>
        </message>
        <message>
            <source>Most servers are found by the address: then nothing needs to be filled in here.</source>
            <translation>La plupart des serveurs se trouvent par l’adresse : il n’y a alors rien à remplir ici.</translation>
        </message>
        <message>
            <source>If your server has a certificate authority of its own, name its file here. Ask whoever runs the server for it, and take it from no one else. With no file, the authorities count that this computer knows.</source>
            <translation>Si votre serveur a sa propre autorité de certification, indiquez ici le fichier de celle-ci. Demandez-le à la personne qui administre le serveur, et à personne d’autre. Sans fichier, les autorités que cet ordinateur connaît font foi.</translation>
        </message>
        <message>
            <source>Checking the account…</source>
            <translation>Vérification du compte…</translation>
        </message>
        <message>
            <source>Add Anyway</source>
            <translation>Ajouter quand même</translation>
        </message>
        <message>
            <source>Review Certificate…</source>
            <translation>Examiner le certificat…</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Ajouter</translation>
        </message>
        <message>
            <source>Change Password</source>
            <translation>Changer le mot de passe</translation>
        </message>
        <message>
            <source>Sign In</source>
            <translation>Se connecter</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Enregistrer</translation>
        </message>
        <message>
            <source>Save Anyway</source>
            <translation>Enregistrer quand même</translation>
        </message>
        <message>
            <source>Password Needed</source>
            <translation>Mot de passe requis</translation>
        </message>
        <message>
            <source>Not saved: used until Status Tray ends</source>
            <translation>Non enregistré : utilisé jusqu’à la fin de Status Tray</translation>
        </message>
        <message>
            <source>Certificate Not Trusted</source>
            <translation>Certificat non approuvé</translation>
        </message>
        <message>
            <source>Try Again</source>
            <translation>Réessayer</translation>
        </message>
        <message>
            <source>Not saved: the keyring is locked</source>
            <translation>Non enregistré : le trousseau de clés est verrouillé</translation>
        </message>
        <message>
            <source>Not saved: no keyring found</source>
            <translation>Non enregistré : aucun trousseau de clés trouvé</translation>
        </message>
        <message>
            <source>While this runs, contacts see you as “extended away”, never offline.</source>
            <translation>Pendant que ce programme tourne, vos contacts vous voient en « absence prolongée », jamais hors ligne.</translation>
        </message>
        <message>
            <source>Saved in your system keyring</source>
            <translation>Enregistré dans le trousseau de clés du système</translation>
        </message>
        <message>
            <source>name@example.org</source>
            <translation>nom@example.org</translation>
        </message>
        <message>
            <source>found by the address</source>
            <translation>trouvé par l’adresse</translation>
        </message>
        <message>
            <source>Direct TLS (not STARTTLS)</source>
            <translation>TLS direct (pas STARTTLS)</translation>
        </message>
        <message>
            <source>none but the system's</source>
            <translation>aucun en dehors de ceux du système</translation>
        </message>
        <message>
            <source>Browse…</source>
            <translation>Parcourir…</translation>
        </message>
        <message>
            <source>The CA file “{path}” does not exist; choose another one.</source>
            <translation>Le fichier d’autorité « {path} » n’existe pas ; choisissez-en un autre.</translation>
        </message>
        <message>
            <source>Advanced</source>
            <translation>Avancé</translation>
        </message>
        <message>
            <source>Choose a CA File</source>
            <translation>Choisir un fichier d’autorité</translation>
        </message>
        <message>
            <source>Certificates (*.pem *.crt *.cer)</source>
            <translation>Certificats (*.pem *.crt *.cer)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>Tous les fichiers (*)</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Mot de passe</translation>
        </message>
        <message>
            <source>CA file</source>
            <translation>Fichier d’autorité</translation>
        </message>
        <message>
            <source>If the password was changed elsewhere, give the new one here. It is tried before it takes the old one's place; your server's own password is not changed.</source>
            <translation>Si le mot de passe a été changé ailleurs, saisissez ici le nouveau. Il est essayé avant de remplacer l’ancien ; le mot de passe sur votre serveur n’est pas modifié.</translation>
        </message>
    </context>
    <context>
        <name>Certificate</name>
        <message>
            <source>Trust it only when whoever runs the server has told you the same fingerprint, in another way than by this connection. From then on this account takes this certificate and no other.</source>
            <translation>Ne lui faites confiance que si la personne qui administre le serveur vous a donné la même empreinte, par un autre moyen que cette connexion. Ce compte acceptera ensuite ce certificat et aucun autre.</translation>
        </message>
        <message>
            <source>Either the server has a new certificate, or somebody is in between and would read along. Whoever runs the server can tell you which: trust the new one only when they have told you its fingerprint, in another way than by this connection.</source>
            <translation>Soit le serveur a un nouveau certificat, soit quelqu’un s’est interposé et pourrait tout lire. La personne qui administre le serveur peut vous le dire : ne faites confiance au nouveau certificat que si elle vous a donné son empreinte, par un autre moyen que cette connexion.</translation>
        </message>
        <message>
            <source>{host}, at {address}</source>
            <translation>{host}, à l’adresse {address}</translation>
        </message>
        <message numerus="yes">
            <source>{names} and %n more</source>
            <translation>
                <numerusform>{names} et %n autre</numerusform>
                <numerusform>{names} et %n autres</numerusform>
            </translation>
        </message>
        <message>
            <source>a pin that is no fingerprint; see the configuration file</source>
            <translation>une valeur qui n’est pas une empreinte ; voir le fichier de configuration</translation>
        </message>
        <message>
            <source>Certificate Changed</source>
            <translation>Certificat modifié</translation>
        </message>
        <message>
            <source>Review Certificate</source>
            <translation>Examiner le certificat</translation>
        </message>
        <message>
            <source>Asking the server…</source>
            <translation>Le serveur est interrogé…</translation>
        </message>
        <message>
            <source>Use a CA File…</source>
            <translation>Utiliser un fichier d’autorité…</translation>
        </message>
        <message>
            <source>Trust This Certificate</source>
            <translation>Faire confiance à ce certificat</translation>
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
            <translation>On ne peut rien en lire d’autre que l’empreinte.</translation>
        </message>
        <message>
            <source>It is self-signed: nobody else vouches for it.</source>
            <translation>Il est auto-signé : personne d’autre ne s’en porte garant.</translation>
        </message>
        <message>
            <source>It has expired, or this computer's clock is wrong.</source>
            <translation>Il a expiré, ou l’horloge de cet ordinateur est fausse.</translation>
        </message>
        <message>
            <source>It is not valid yet, or this computer's clock is wrong.</source>
            <translation>Il n’est pas encore valable, ou l’horloge de cet ordinateur est fausse.</translation>
        </message>
        <message>
            <source>It is for another server: “{host}” is not among its names.</source>
            <translation>Il est destiné à un autre serveur : « {host} » n’est pas parmi ses noms.</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Serveur</translation>
        </message>
        <message>
            <source>Issued for</source>
            <translation>Délivré pour</translation>
        </message>
        <message>
            <source>Issued by</source>
            <translation>Délivré par</translation>
        </message>
        <message>
            <source>Valid</source>
            <translation>Valable</translation>
        </message>
        <message>
            <source>Fingerprint (SHA-256)</source>
            <translation>Empreinte (SHA-256)</translation>
        </message>
        <message>
            <source>Trusted until now</source>
            <translation>Approuvé jusqu’ici</translation>
        </message>
        <message>
            <source>It is the one that you trusted before.</source>
            <translation>C’est celui auquel vous faisiez déjà confiance.</translation>
        </message>
    </context>
    <context>
        <name>Contact</name>
        <message>
            <source>The contact is asked whether you may see the status. Until there is an answer, the list says “waiting for permission”.</source>
            <translation>Le contact est invité à vous laisser voir son statut. Jusqu’à sa réponse, la liste indique « en attente d’autorisation ».</translation>
        </message>
        <message>
            <source>Add Contact</source>
            <translation>Ajouter un contact</translation>
        </message>
        <message>
            <source>optional</source>
            <translation>facultatif</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nom</translation>
        </message>
        <message>
            <source>With the account</source>
            <translation>Avec le compte</translation>
        </message>
    </context>
    <context>
        <name>CustomStatus</name>
        <message>
            <source>{count} of {limit} characters</source>
            <translation>{count} caractères sur {limit}</translation>
        </message>
        <message>
            <source>Save as preset, without the time</source>
            <translation>Enregistrer comme modèle, sans l’heure</translation>
        </message>
        <message>
            <source>{when} · seen by everyone you share presence with</source>
            <translation>{when} · visible par tous ceux qui voient votre présence</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Aujourd’hui</translation>
        </message>
        <message>
            <source>Clear after</source>
            <translation>Effacer après</translation>
        </message>
        <message>
            <source>Stays until you change it</source>
            <translation>Reste jusqu’à ce que vous le changiez</translation>
        </message>
        <message>
            <source>Custom Status</source>
            <translation>Statut personnalisé</translation>
        </message>
        <message>
            <source>Save as preset</source>
            <translation>Enregistrer comme modèle</translation>
        </message>
    </context>
    <context>
        <name>Dialog</name>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
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
            <translation>Choisir un émoji</translation>
        </message>
        <message numerus="yes">
            <source>%n emoji</source>
            <translation>
                <numerusform>%n émoji</numerusform>
                <numerusform>%n émojis</numerusform>
            </translation>
        </message>
        <message>
            <source>no skin tone</source>
            <translation>sans couleur de peau</translation>
        </message>
        <message>
            <source>Search by name</source>
            <translation>Rechercher par nom</translation>
        </message>
        <message>
            <source>Emoji</source>
            <translation>Émojis</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>Aucun résultat</translation>
        </message>
    </context>
    <context>
        <name>Failure</name>
        <message>
            <source>This is your own account.</source>
            <translation>C’est votre propre compte.</translation>
        </message>
        <message>
            <source>You see this contact already.</source>
            <translation>Vous voyez déjà ce contact.</translation>
        </message>
        <message>
            <source>You have asked this contact already.</source>
            <translation>Vous avez déjà invité ce contact.</translation>
        </message>
        <message>
            <source>The answer was no, or there is no such address; check it for a mistake.</source>
            <translation>La réponse est non, ou cette adresse n’existe pas ; vérifiez qu’elle ne contient pas d’erreur.</translation>
        </message>
        <message>
            <source>The address of this account is none that can be used; check it for a mistake.</source>
            <translation>L’adresse de ce compte n’est pas utilisable ; vérifiez qu’elle ne contient pas d’erreur.</translation>
        </message>
        <message>
            <source>it is self-signed</source>
            <translation>il est auto-signé</translation>
        </message>
        <message>
            <source>it is not valid yet, or this computer's clock is wrong</source>
            <translation>il n’est pas encore valable, ou l’horloge de cet ordinateur est fausse</translation>
        </message>
        <message>
            <source>it has expired, or this computer's clock is wrong</source>
            <translation>il a expiré, ou l’horloge de cet ordinateur est fausse</translation>
        </message>
        <message>
            <source>it was issued by an authority that this computer does not know</source>
            <translation>il a été délivré par une autorité que cet ordinateur ne connaît pas</translation>
        </message>
        <message>
            <source>it has been revoked</source>
            <translation>il a été révoqué</translation>
        </message>
        <message>
            <source>it belongs to another server</source>
            <translation>il appartient à un autre serveur</translation>
        </message>
        <message>
            <source>The server “{host}” was not found; check the address and the network.</source>
            <translation>Le serveur « {host} » est introuvable ; vérifiez l’adresse et le réseau.</translation>
        </message>
        <message>
            <source>“{host}” has no accounts for chat: its DNS says so; check the address.</source>
            <translation>« {host} » n’a pas de comptes de discussion : son DNS l’indique ; vérifiez l’adresse.</translation>
        </message>
        <message>
            <source>“{host}” does not accept connections at the moment; it may be down, or the port is wrong.</source>
            <translation>« {host} » n’accepte pas de connexions pour le moment ; il est peut-être arrêté, ou le port est faux.</translation>
        </message>
        <message>
            <source>“{host}” cannot be reached; check the network.</source>
            <translation>« {host} » est injoignable ; vérifiez le réseau.</translation>
        </message>
        <message>
            <source>“{host}” did not answer in time.</source>
            <translation>« {host} » n’a pas répondu à temps.</translation>
        </message>
        <message>
            <source>it did not pass the check</source>
            <translation>il n’a pas passé la vérification</translation>
        </message>
        <message>
            <source>The certificate of “{host}” is not trusted: {cause}. Nothing was sent.</source>
            <translation>Le certificat de « {host} » n’est pas approuvé : {cause}. Rien n’a été envoyé.</translation>
        </message>
        <message>
            <source>“{host}” shows another certificate than the one you trusted; ask whoever runs the server. Nothing was sent.</source>
            <translation>« {host} » présente un autre certificat que celui auquel vous faisiez confiance ; demandez à la personne qui administre le serveur. Rien n’a été envoyé.</translation>
        </message>
        <message>
            <source>“{host}” offers no encryption, or somebody is in between; nothing was sent.</source>
            <translation>« {host} » n’offre pas de chiffrement, ou quelqu’un s’est interposé ; rien n’a été envoyé.</translation>
        </message>
        <message>
            <source>“{host}” no longer offers the secure login that it used to; the password was not sent.</source>
            <translation>« {host} » n’offre plus la connexion sûre qu’il offrait auparavant ; le mot de passe n’a pas été envoyé.</translation>
        </message>
        <message>
            <source>“{host}” offers no way of logging in that is safe to use; the password was not sent.</source>
            <translation>« {host} » n’offre aucun moyen sûr de se connecter ; le mot de passe n’a pas été envoyé.</translation>
        </message>
        <message>
            <source>“{host}” asks for far more work at login than any server should; nothing more was sent.</source>
            <translation>« {host} » demande à la connexion bien plus de calculs qu’un serveur ne le devrait ; rien d’autre n’a été envoyé.</translation>
        </message>
        <message>
            <source>“{host}” could not prove that it is your server; the password was not sent.</source>
            <translation>« {host} » n’a pas pu prouver qu’il est votre serveur ; le mot de passe n’a pas été envoyé.</translation>
        </message>
        <message>
            <source>The certificate file “{path}” of this account cannot be used</source>
            <translation>Le fichier de certificats « {path} » de ce compte n’est pas utilisable</translation>
        </message>
        <message>
            <source>No encrypted connection to “{host}” could be made</source>
            <translation>Aucune connexion chiffrée à « {host} » n’a pu être établie</translation>
        </message>
        <message>
            <source>The server does not accept the password of this account.</source>
            <translation>Le serveur n’accepte pas le mot de passe de ce compte.</translation>
        </message>
        <message>
            <source>The password of this account has expired; set a new one with the server</source>
            <translation>Le mot de passe de ce compte a expiré ; définissez-en un nouveau auprès du serveur</translation>
        </message>
        <message>
            <source>The server has disabled this account</source>
            <translation>Le serveur a désactivé ce compte</translation>
        </message>
        <message>
            <source>The server cannot log anybody in at the moment</source>
            <translation>Le serveur ne peut connecter personne pour le moment</translation>
        </message>
        <message>
            <source>The server refused the login</source>
            <translation>Le serveur a refusé la connexion</translation>
        </message>
        <message>
            <source>{sentence}.</source>
            <translation>{sentence}.</translation>
        </message>
        <message>
            <source>The server closed the connection.</source>
            <translation>Le serveur a fermé la connexion.</translation>
        </message>
        <message>
            <source>The connection was lost.</source>
            <translation>La connexion a été perdue.</translation>
        </message>
        <message>
            <source>The server no longer answers.</source>
            <translation>Le serveur ne répond plus.</translation>
        </message>
        <message>
            <source>The server sent something that cannot be read.</source>
            <translation>Le serveur a envoyé quelque chose d’illisible.</translation>
        </message>
        <message>
            <source>The server sent more than can be handled.</source>
            <translation>Le serveur a envoyé plus que ce qui peut être traité.</translation>
        </message>
        <message>
            <source>This account is no longer set up here.</source>
            <translation>Ce compte n’est plus configuré ici.</translation>
        </message>
        <message>
            <source>There is no connection to the server.</source>
            <translation>Il n’y a pas de connexion au serveur.</translation>
        </message>
        <message>
            <source>This server cannot carry statuses: it does not support personal events (PEP).</source>
            <translation>Ce serveur ne peut pas transmettre de statuts : il ne prend pas en charge les évènements personnels (PEP).</translation>
        </message>
        <message>
            <source>The server did not confirm the status in time.</source>
            <translation>Le serveur n’a pas confirmé le statut à temps.</translation>
        </message>
        <message>
            <source>There was no answer in time.</source>
            <translation>Il n’y a pas eu de réponse à temps.</translation>
        </message>
        <message>
            <source>The keyring with the password is locked; unlock it, or give the password for now.</source>
            <translation>Le trousseau contenant le mot de passe est verrouillé ; déverrouillez-le, ou saisissez le mot de passe pour cette fois.</translation>
        </message>
        <message>
            <source>No keyring was found, so the password cannot be saved; it will be asked for at each start.</source>
            <translation>Aucun trousseau de clés n’a été trouvé, le mot de passe ne peut donc pas être enregistré ; il sera demandé à chaque démarrage.</translation>
        </message>
        <message>
            <source>The keyring had an error; give the password for now.</source>
            <translation>Le trousseau de clés a rencontré une erreur ; saisissez le mot de passe pour cette fois.</translation>
        </message>
        <message>
            <source>The password has characters that no password can have; type it again.</source>
            <translation>Le mot de passe contient des caractères qu’aucun mot de passe ne peut avoir ; saisissez-le à nouveau.</translation>
        </message>
        <message>
            <source>The password of this account is needed.</source>
            <translation>Le mot de passe de ce compte est requis.</translation>
        </message>
        <message>
            <source>{sentence} (“{words}”).</source>
            <translation>{sentence} (« {words} »).</translation>
        </message>
        <message>
            <source>The server asks to connect to “{other_host}” instead</source>
            <translation>Le serveur demande de se connecter plutôt à « {other_host} »</translation>
        </message>
        <message>
            <source>The server is shutting down</source>
            <translation>Le serveur est en cours d’arrêt</translation>
        </message>
        <message>
            <source>The server ended the session; it asks to log in again</source>
            <translation>Le serveur a mis fin à la session ; il demande de se reconnecter</translation>
        </message>
        <message>
            <source>The server ended the session; the account or its password has changed</source>
            <translation>Le serveur a mis fin à la session ; le compte ou son mot de passe a changé</translation>
        </message>
        <message>
            <source>The server does not know the part of the address after the @</source>
            <translation>Le serveur ne connaît pas la partie de l’adresse qui suit le @</translation>
        </message>
        <message>
            <source>The server no longer serves the part of the address after the @</source>
            <translation>Le serveur ne dessert plus la partie de l’adresse qui suit le @</translation>
        </message>
        <message>
            <source>The server ended the connection: one of its rules was broken</source>
            <translation>Le serveur a mis fin à la connexion : une de ses règles a été enfreinte</translation>
        </message>
        <message>
            <source>The server is too busy for another connection</source>
            <translation>Le serveur est trop occupé pour une connexion de plus</translation>
        </message>
        <message>
            <source>The server had heard nothing from here for too long</source>
            <translation>Le serveur n’avait rien reçu d’ici depuis trop longtemps</translation>
        </message>
        <message>
            <source>The server could not read what was sent</source>
            <translation>Le serveur n’a pas pu lire ce qui a été envoyé</translation>
        </message>
        <message>
            <source>The server had an internal error</source>
            <translation>Le serveur a rencontré une erreur interne</translation>
        </message>
        <message>
            <source>A part of the server cannot be reached</source>
            <translation>Une partie du serveur est injoignable</translation>
        </message>
        <message>
            <source>The server ended the connection</source>
            <translation>Le serveur a mis fin à la connexion</translation>
        </message>
        <message>
            <source>The server of this address cannot be reached; check the address, or try again later.</source>
            <translation>Le serveur de cette adresse est injoignable ; vérifiez l’adresse, ou réessayez plus tard.</translation>
        </message>
        <message>
            <source>The server logged you in but gave no session</source>
            <translation>Le serveur vous a identifié, mais n’a pas ouvert de session</translation>
        </message>
        <message>
            <source>The server ended this connection because the account connected in the same way elsewhere.</source>
            <translation>Le serveur a mis fin à cette connexion parce que le compte s’est connecté de la même façon ailleurs.</translation>
        </message>
        <message>
            <source>The server did not accept the status</source>
            <translation>Le serveur n’a pas accepté le statut</translation>
        </message>
        <message>
            <source>The server did not answer a question</source>
            <translation>Le serveur n’a pas répondu à une question</translation>
        </message>
        <message>
            <source>The server refused the change</source>
            <translation>Le serveur a refusé la modification</translation>
        </message>
        <message>
            <source>There is no such address; check it for a mistake.</source>
            <translation>Cette adresse n’existe pas ; vérifiez qu’elle ne contient pas d’erreur.</translation>
        </message>
        <message>
            <source>This address could not be asked; check it for a mistake</source>
            <translation>Cette adresse n’a pas pu être contactée ; vérifiez qu’elle ne contient pas d’erreur</translation>
        </message>
        <message>
            <source>The keyring is locked or does not answer: the saved password is still there.</source>
            <translation>Le trousseau de clés est verrouillé ou ne répond pas : le mot de passe enregistré s’y trouve toujours.</translation>
        </message>
        <message>
            <source>Restart</source>
            <translation>Redémarrer</translation>
        </message>
        <message>
            <source>Open Log</source>
            <translation>Ouvrir le journal</translation>
        </message>
        <message>
            <source>Review…</source>
            <translation>Examiner…</translation>
        </message>
        <message>
            <source>Change Password…</source>
            <translation>Changer le mot de passe…</translation>
        </message>
        <message>
            <source>Reconnect</source>
            <translation>Se reconnecter</translation>
        </message>
        <message>
            <source>Password rejected – fix…</source>
            <translation>Mot de passe refusé – corriger…</translation>
        </message>
        <message>
            <source>Password expired – fix…</source>
            <translation>Mot de passe expiré – corriger…</translation>
        </message>
        <message>
            <source>Keyring locked – give password…</source>
            <translation>Trousseau verrouillé – saisir le mot de passe…</translation>
        </message>
        <message>
            <source>Password needed – give…</source>
            <translation>Mot de passe requis – saisir…</translation>
        </message>
        <message>
            <source>Certificate file unusable – fix…</source>
            <translation>Fichier de certificats inutilisable – corriger…</translation>
        </message>
        <message>
            <source>Certificate changed – review…</source>
            <translation>Certificat modifié – examiner…</translation>
        </message>
        <message>
            <source>Certificate not trusted – review…</source>
            <translation>Certificat non approuvé – examiner…</translation>
        </message>
        <message>
            <source>Connected elsewhere – reconnect</source>
            <translation>Connecté ailleurs – se reconnecter</translation>
        </message>
        <message>
            <source>Account disabled – reconnect</source>
            <translation>Compte désactivé – se reconnecter</translation>
        </message>
        <message>
            <source>Not connected</source>
            <translation>Non connecté</translation>
        </message>
        <message>
            <source>Login refused – reconnect</source>
            <translation>Connexion refusée – se reconnecter</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Réessayer</translation>
        </message>
        <message>
            <source>Give Password…</source>
            <translation>Saisir le mot de passe…</translation>
        </message>
    </context>
    <context>
        <name>FirstStart</name>
        <message>
            <source>Show your status in your presence too?</source>
            <translation>Montrer aussi votre statut dans votre présence ?</translation>
        </message>
        <message>
            <source>People whose program does not know statuses like these read it there; it is seen mainly when your chat program is offline.</source>
            <translation>Les personnes dont le programme ne connaît pas ces statuts l’y lisent ; il est surtout visible quand votre programme de discussion est hors ligne.</translation>
        </message>
        <message>
            <source>Welcome</source>
            <translation>Bienvenue</translation>
        </message>
        <message>
            <source>Your account is set up</source>
            <translation>Votre compte est configuré</translation>
        </message>
        <message>
            <source>I Cannot See It</source>
            <translation>Je ne la vois pas</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Plus tard</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Terminé</translation>
        </message>
        <message>
            <source>Tell me when a status changes</source>
            <translation>M’avertir quand un statut change</translation>
        </message>
        <message>
            <source>of any contact</source>
            <translation>de n’importe quel contact</translation>
        </message>
        <message>
            <source>only of the contacts that I choose in the list</source>
            <translation>seulement des contacts que je choisis dans la liste</translation>
        </message>
        <message>
            <source>Yes, show it there too</source>
            <translation>Oui, le montrer aussi là</translation>
        </message>
        <message>
            <source>No</source>
            <translation>Non</translation>
        </message>
        <message>
            <source>This icon is in your panel now. Can you see it?</source>
            <translation>Cette icône est maintenant dans votre barre. La voyez-vous ?</translation>
        </message>
    </context>
    <context>
        <name>Link</name>
        <message>
            <source>offline</source>
            <translation>hors ligne</translation>
        </message>
        <message>
            <source>connected</source>
            <translation>connecté</translation>
        </message>
        <message>
            <source>connecting</source>
            <translation>connexion en cours</translation>
        </message>
        <message>
            <source>password rejected</source>
            <translation>mot de passe refusé</translation>
        </message>
        <message>
            <source>password expired</source>
            <translation>mot de passe expiré</translation>
        </message>
        <message>
            <source>keyring locked</source>
            <translation>trousseau verrouillé</translation>
        </message>
        <message>
            <source>password needed</source>
            <translation>mot de passe requis</translation>
        </message>
        <message>
            <source>certificate file unusable</source>
            <translation>fichier de certificats inutilisable</translation>
        </message>
        <message>
            <source>certificate changed</source>
            <translation>certificat modifié</translation>
        </message>
        <message>
            <source>certificate not trusted</source>
            <translation>certificat non approuvé</translation>
        </message>
        <message>
            <source>connected elsewhere</source>
            <translation>connecté ailleurs</translation>
        </message>
        <message>
            <source>account disabled</source>
            <translation>compte désactivé</translation>
        </message>
        <message>
            <source>stopped</source>
            <translation>arrêté</translation>
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
            <translation>Tous les comptes</translation>
        </message>
        <message>
            <source>Extend by {count} Minutes</source>
            <translation>Prolonger de {count} minutes</translation>
        </message>
        <message>
            <source>Clear After</source>
            <translation>Effacer après</translation>
        </message>
        <message>
            <source>End of Day</source>
            <translation>Fin de la journée</translation>
        </message>
        <message>
            <source>Don't Clear</source>
            <translation>Ne pas effacer</translation>
        </message>
        <message>
            <source>Clear Status</source>
            <translation>Effacer le statut</translation>
        </message>
        <message>
            <source>Recent</source>
            <translation>Récents</translation>
        </message>
        <message>
            <source>Custom Status…</source>
            <translation>Statut personnalisé…</translation>
        </message>
        <message>
            <source>Pick…</source>
            <translation>Choisir…</translation>
        </message>
        <message>
            <source>{account}: {status}</source>
            <translation>{account} : {status}</translation>
        </message>
        <message>
            <source>Notifications paused {until}</source>
            <translation>Notifications en pause {until}</translation>
        </message>
        <message>
            <source>Pause Notifications</source>
            <translation>Suspendre les notifications</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Reprendre</translation>
        </message>
        <message>
            <source>Until Tomorrow</source>
            <translation>Jusqu’à demain</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>Hors ligne</translation>
        </message>
        <message>
            <source>No status</source>
            <translation>Aucun statut</translation>
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
            <translation>Statut pas encore connu</translation>
        </message>
        <message>
            <source>Connecting…</source>
            <translation>Connexion…</translation>
        </message>
        <message>
            <source>Will be cleared when connected</source>
            <translation>Sera effacé à la connexion</translation>
        </message>
        <message>
            <source>{status} – will be sent when connected</source>
            <translation>{status} – sera envoyé à la connexion</translation>
        </message>
        <message>
            <source>No account yet</source>
            <translation>Pas encore de compte</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Journal</translation>
        </message>
        <message>
            <source>About Status Tray</source>
            <translation>À propos de Status Tray</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Aide</translation>
        </message>
        <message>
            <source>Clearing…</source>
            <translation>Effacement…</translation>
        </message>
        <message>
            <source>Setting {status}…</source>
            <translation>Envoi de {status}…</translation>
        </message>
        <message>
            <source>Status not cleared</source>
            <translation>Statut non effacé</translation>
        </message>
        <message>
            <source>{status} – not set</source>
            <translation>{status} – non défini</translation>
        </message>
        <message>
            <source>Open Status Tray</source>
            <translation>Ouvrir Status Tray</translation>
        </message>
        <message>
            <source>Settings…</source>
            <translation>Paramètres…</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Quitter</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Réessayer</translation>
        </message>
        <message>
            <source>Reconnect</source>
            <translation>Se reconnecter</translation>
        </message>
        <message>
            <source>Add Account…</source>
            <translation>Ajouter un compte…</translation>
        </message>
    </context>
    <context>
        <name>Notification</name>
        <message>
            <source>Who is accepted sees when you are online and your status.</source>
            <translation>Une personne acceptée voit quand vous êtes en ligne, ainsi que votre statut.</translation>
        </message>
        <message numerus="yes">
            <source>And %n more request(s) to see your status</source>
            <translation>
                <numerusform>Et %n autre demande de voir votre statut</numerusform>
                <numerusform>Et %n autres demandes de voir votre statut</numerusform>
            </translation>
        </message>
        <message>
            <source>Accept</source>
            <translation>Accepter</translation>
        </message>
        <message>
            <source>Deny</source>
            <translation>Refuser</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Afficher</translation>
        </message>
        <message>
            <source>{name}: {text}</source>
            <translation>{name} : {text}</translation>
        </message>
        <message numerus="yes">
            <source>While you were away: %n change(s)</source>
            <translation>
                <numerusform>Pendant votre absence : %n changement</numerusform>
                <numerusform>Pendant votre absence : %n changements</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>And %n more change(s)</source>
            <translation>
                <numerusform>Et %n autre changement</numerusform>
                <numerusform>Et %n autres changements</numerusform>
            </translation>
        </message>
        <message>
            <source>{name} wants to see your status</source>
            <translation>{name} souhaite voir votre statut</translation>
        </message>
        <message>
            <source>{address} asks {account}</source>
            <translation>{address} demande à {account}</translation>
        </message>
        <message>
            <source>Your chat program asks about them too.</source>
            <translation>Votre programme de discussion vous le demande aussi.</translation>
        </message>
        <message>
            <source>{text}</source>
            <comment>a line by itself</comment>
            <translation>{text}</translation>
        </message>
        <message>
            <source>Mute {name}</source>
            <translation>Couper {name}</translation>
        </message>
        <message>
            <source>was: {text}</source>
            <translation>avant : {text}</translation>
        </message>
        <message>
            <source>, </source>
            <comment>between names</comment>
            <translation>, </translation>
        </message>
        <message numerus="yes">
            <source>{names} and %n more</source>
            <translation>
                <numerusform>{names} et %n autre</numerusform>
                <numerusform>{names} et %n autres</numerusform>
            </translation>
        </message>
        <message>
            <source>Status cleared</source>
            <translation>Statut effacé</translation>
        </message>
        <message>
            <source>Status cleared (was: {text})</source>
            <translation>Statut effacé (avant : {text})</translation>
        </message>
    </context>
    <context>
        <name>PickDeadline</name>
        <message>
            <source>Date</source>
            <translation>Date</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Heure</translation>
        </message>
        <message>
            <source>No status is set any more; there is nothing to clear.</source>
            <translation>Il n’y a plus de statut ; il n’y a rien à effacer.</translation>
        </message>
        <message>
            <source>Your status is another one now; press Set if it is to be cleared then.</source>
            <translation>Votre statut a changé entre-temps ; appuyez sur Définir si c’est celui-ci qui doit être effacé à ce moment-là.</translation>
        </message>
        <message>
            <source>Clear Status At</source>
            <translation>Quand effacer le statut</translation>
        </message>
    </context>
    <context>
        <name>Preset</name>
        <message>
            <source>📅 In a meeting</source>
            <translation>📅 En réunion</translation>
        </message>
        <message>
            <source>🍽 Lunch</source>
            <translation>🍽 Pause déjeuner</translation>
        </message>
        <message>
            <source>🚌 Commuting</source>
            <translation>🚌 En déplacement</translation>
        </message>
        <message>
            <source>🏠 Working from home</source>
            <translation>🏠 En télétravail</translation>
        </message>
        <message>
            <source>🤒 Out sick</source>
            <translation>🤒 Malade</translation>
        </message>
        <message>
            <source>🌴 On vacation</source>
            <translation>🌴 En vacances</translation>
        </message>
    </context>
    <context>
        <name>Presets</name>
        <message>
            <source>Import…</source>
            <translation>Importer…</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Exporter…</translation>
        </message>
        <message>
            <source>Add Them</source>
            <translation>Les ajouter</translation>
        </message>
        <message>
            <source>Replace All</source>
            <translation>Tout remplacer</translation>
        </message>
        <message numerus="yes">
            <source>“{file}” has %n preset(s).</source>
            <translation>
                <numerusform>« {file} » contient %n modèle.</numerusform>
                <numerusform>« {file} » contient %n modèles.</numerusform>
            </translation>
        </message>
        <message>
            <source>Import Presets</source>
            <translation>Importer des modèles</translation>
        </message>
        <message>
            <source>Export Presets</source>
            <translation>Exporter les modèles</translation>
        </message>
        <message>
            <source>The presets were added.</source>
            <translation>Les modèles ont été ajoutés.</translation>
        </message>
        <message>
            <source>The presets were replaced.</source>
            <translation>Les modèles ont été remplacés.</translation>
        </message>
        <message>
            <source>Presets (*.toml)</source>
            <translation>Modèles (*.toml)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>Tous les fichiers (*)</translation>
        </message>
        <message numerus="yes">
            <source>Adding them leaves out %n duplicate(s).</source>
            <translation>
                <numerusform>L’ajout laisse de côté %n doublon.</numerusform>
                <numerusform>L’ajout laisse de côté %n doublons.</numerusform>
            </translation>
        </message>
        <message>
            <source>“{file}” cannot be read: {reason}.</source>
            <translation>Impossible de lire « {file} » : {reason}.</translation>
        </message>
        <message>
            <source>“{file}” cannot be written: {reason}.</source>
            <translation>Impossible d’écrire « {file} » : {reason}.</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Texte</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Ajouter</translation>
        </message>
        <message>
            <source>Stays</source>
            <translation>Reste</translation>
        </message>
        <message>
            <source>Other…</source>
            <translation>Autre…</translation>
        </message>
        <message>
            <source>such as 45m, 1h30m or 2d</source>
            <translation>par exemple 45m, 1h30m ou 2d</translation>
        </message>
        <message>
            <source>Duration</source>
            <translation>Durée</translation>
        </message>
        <message>
            <source>As usual</source>
            <translation>Comme d’habitude</translation>
        </message>
        <message>
            <source>Away</source>
            <translation>Absent</translation>
        </message>
        <message>
            <source>Do not disturb</source>
            <translation>Ne pas déranger</translation>
        </message>
        <message>
            <source>Extended away</source>
            <translation>Absence prolongée</translation>
        </message>
        <message>
            <source>Availability</source>
            <translation>Disponibilité</translation>
        </message>
        <message>
            <source>New preset</source>
            <translation>Nouveau modèle</translation>
        </message>
        <message>
            <source>Preset</source>
            <translation>Modèle</translation>
        </message>
        <message>
            <source>The first {number} are in the menu; drag them, or press Alt+Up and Alt+Down.</source>
            <translation>Les {number} premiers sont dans le menu ; faites-les glisser, ou appuyez sur Alt+Haut et Alt+Bas.</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Nouveau</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Supprimer</translation>
        </message>
        <message>
            <source>Move Up</source>
            <translation>Monter</translation>
        </message>
        <message>
            <source>Move Down</source>
            <translation>Descendre</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Presets</source>
            <translation>Modèles</translation>
        </message>
        <message>
            <source>“{text}” was deleted.</source>
            <translation>« {text} » a été supprimé.</translation>
        </message>
        <message>
            <source>There is a preset with this text already; type another one.</source>
            <translation>Il existe déjà un modèle avec ce texte ; saisissez-en un autre.</translation>
        </message>
    </context>
    <context>
        <name>Quit</name>
        <message>
            <source>Quit Status Tray</source>
            <translation>Quitter Status Tray</translation>
        </message>
        <message>
            <source>Your status is set. What shall become of it?</source>
            <translation>Vous avez un statut. Que doit-il devenir ?</translation>
        </message>
        <message>
            <source>Remember, and do not ask again</source>
            <translation>Mémoriser et ne plus demander</translation>
        </message>
        <message>
            <source>Keep (stays until Status Tray runs again)</source>
            <translation>Garder (reste jusqu’au prochain lancement de Status Tray)</translation>
        </message>
        <message>
            <source>Clear and Quit</source>
            <translation>Effacer et quitter</translation>
        </message>
    </context>
    <context>
        <name>Refusal</name>
        <message>
            <source>this was written by a later Status Tray (version {version} of the format, this one knows {known})</source>
            <translation>ce fichier a été écrit par une version plus récente de Status Tray (version {version} du format, celle-ci connaît la {known})</translation>
        </message>
        <message>
            <source>{file}, line {line}, column {column}: {reason} Correct the file and try again.</source>
            <translation>{file}, ligne {line}, colonne {column} : {reason} Corrigez le fichier et réessayez.</translation>
        </message>
        <message>
            <source>{file}, line {line}, column {column}: {reason}; correct the file and try again.</source>
            <translation>{file}, ligne {line}, colonne {column} : {reason} ; corrigez le fichier et réessayez.</translation>
        </message>
        <message>
            <source>has no “text”; it is left out.</source>
            <translation>n’a pas de « text » ; il est laissé de côté.</translation>
        </message>
        <message>
            <source>is left out: {reason}</source>
            <translation>est laissé de côté : {reason}</translation>
        </message>
        <message>
            <source>does not count: {reason}</source>
            <translation>ne compte pas : {reason}</translation>
        </message>
        <message>
            <source>“{typed}” is in the past; name a moment that is to come.</source>
            <translation>« {typed} » est passé ; indiquez un moment à venir.</translation>
        </message>
        <message>
            <source>“{typed}” is no duration; write it like 30s, 45m, 1h30m, 1d or today.</source>
            <translation>« {typed} » n’est pas une durée ; écrivez par exemple 30s, 45m, 1h30m, 1d ou today.</translation>
        </message>
        <message>
            <source>The duration must be more than nothing and at most 366 days.</source>
            <translation>La durée doit être supérieure à zéro et d’au plus 366 jours.</translation>
        </message>
        <message>
            <source>The moment must be within 366 days.</source>
            <translation>Le moment doit se situer dans les 366 jours.</translation>
        </message>
        <message>
            <source>“{typed}” is no time of day; write it like 15:30.</source>
            <translation>« {typed} » n’est pas une heure ; écrivez par exemple 15:30.</translation>
        </message>
        <message>
            <source>“{typed}” is no time; write it like 15:30 or 2026-12-24T18:00.</source>
            <translation>« {typed} » n’est pas un moment ; écrivez par exemple 15:30 ou 2026-12-24T18:00.</translation>
        </message>
        <message>
            <source>The address has a space or an invisible character in it.</source>
            <translation>L’adresse contient une espace ou un caractère invisible.</translation>
        </message>
        <message>
            <source>“{typed}” names a device; leave out the part from the slash on.</source>
            <translation>« {typed} » désigne un appareil ; omettez la partie à partir de la barre oblique.</translation>
        </message>
        <message>
            <source>“{typed}” is no XMPP address; it should look like name@example.org.</source>
            <translation>« {typed} » n’est pas une adresse XMPP ; elle devrait ressembler à nom@example.org.</translation>
        </message>
        <message>
            <source>“{typed}” has a character that an XMPP address cannot have.</source>
            <translation>« {typed} » contient un caractère qu’une adresse XMPP ne peut pas avoir.</translation>
        </message>
        <message>
            <source>“{typed}” is no server name.</source>
            <translation>« {typed} » n’est pas un nom de serveur.</translation>
        </message>
        <message>
            <source>The address is too long.</source>
            <translation>L’adresse est trop longue.</translation>
        </message>
        <message>
            <source>The presets were changed elsewhere meanwhile; look at them and try again.</source>
            <translation>Les modèles ont été modifiés ailleurs entre-temps ; regardez-les et réessayez.</translation>
        </message>
        <message>
            <source>A preset is in several places of the configuration file; change the order there.</source>
            <translation>Un modèle se trouve à plusieurs endroits du fichier de configuration ; changez-y l’ordre.</translation>
        </message>
        <message>
            <source>The configuration was changed elsewhere meanwhile; this cannot be undone any more.</source>
            <translation>La configuration a été modifiée ailleurs entre-temps ; ceci ne peut plus être annulé.</translation>
        </message>
        <message>
            <source>this is too large for a file of presets</source>
            <translation>ce fichier est trop grand pour un fichier de modèles</translation>
        </message>
        <message>
            <source>“{key}” {problem}</source>
            <translation>« {key} » {problem}</translation>
        </message>
        <message>
            <source>there is no [[preset]] in this</source>
            <translation>il ne contient aucun [[preset]]</translation>
        </message>
        <message>
            <source>“{typed}” is no server; write it like {example}.</source>
            <translation>« {typed} » n’est pas un serveur ; écrivez par exemple {example}.</translation>
        </message>
        <message>
            <source>“{typed}” is no server; an IPv6 address with a port looks like [::1]:5222.</source>
            <translation>« {typed} » n’est pas un serveur ; une adresse IPv6 avec port ressemble à [::1]:5222.</translation>
        </message>
        <message>
            <source>“{typed}” has no valid port; a port is a number from 1 to 65535.</source>
            <translation>« {typed} » n’a pas de port valable ; un port est un nombre de 1 à 65535.</translation>
        </message>
        <message>
            <source>The status is empty; type a text, or clear the status.</source>
            <translation>Le statut est vide ; saisissez un texte, ou effacez le statut.</translation>
        </message>
        <message>
            <source>The status is longer than {limit} characters; shorten it and try again.</source>
            <translation>Le statut dépasse {limit} caractères ; raccourcissez-le et réessayez.</translation>
        </message>
        <message>
            <source>The status has a control character ({code}) in it; remove it and try again.</source>
            <translation>Le statut contient un caractère de contrôle ({code}) ; supprimez-le et réessayez.</translation>
        </message>
        <message>
            <source>“{name}” is not written as {form} in the configuration file; change it there.</source>
            <translation>« {name} » n’est pas écrit sous la forme {form} dans le fichier de configuration ; modifiez-le dans le fichier.</translation>
        </message>
        <message>
            <source>The configuration file cannot be changed by itself ({reason}).</source>
            <translation>Le fichier de configuration ne peut pas être modifié automatiquement ({reason}).</translation>
        </message>
        <message>
            <source>it does not count</source>
            <translation>cela ne compte pas</translation>
        </message>
        <message>
            <source>must be tables, each beginning with {form}; it does not count.</source>
            <translation>doit être des tables commençant chacune par {form} ; cela ne compte pas.</translation>
        </message>
        <message>
            <source>must be a text in quotes; it does not count.</source>
            <translation>doit être un texte entre guillemets ; cela ne compte pas.</translation>
        </message>
        <message>
            <source>must be one of {choices}; {otherwise}.</source>
            <translation>doit être une valeur parmi {choices} ; {otherwise}.</translation>
        </message>
        <message>
            <source>{choice} is used</source>
            <translation>{choice} est utilisé</translation>
        </message>
        <message>
            <source>“{path}” cannot be read: {reason}.</source>
            <translation>Impossible de lire « {path} » : {reason}.</translation>
        </message>
        <message>
            <source>“{path}” cannot be written: {reason}.</source>
            <translation>Impossible d’écrire « {path} » : {reason}.</translation>
        </message>
        <message>
            <source>“{path}” cannot be removed: {reason}.</source>
            <translation>Impossible de supprimer « {path} » : {reason}.</translation>
        </message>
        <message>
            <source>in memory</source>
            <translation>en mémoire</translation>
        </message>
        <message>
            <source>in “{path}”</source>
            <translation>dans « {path} »</translation>
        </message>
        <message>
            <source>The file “{path}” was written by a newer version of Status Tray; update Status Tray, or use another profile.</source>
            <translation>Le fichier « {path} » a été écrit par une version plus récente de Status Tray ; mettez Status Tray à jour, ou utilisez un autre profil.</translation>
        </message>
        <message>
            <source>What Status Tray remembers ({place}) could not be opened: {reason}.</source>
            <translation>Ce que Status Tray retient ({place}) n’a pas pu être ouvert : {reason}.</translation>
        </message>
        <message>
            <source>What Status Tray remembers ({place}) could not be read: {reason}.</source>
            <translation>Ce que Status Tray retient ({place}) n’a pas pu être lu : {reason}.</translation>
        </message>
        <message>
            <source>What Status Tray remembers ({place}) could not be written: {reason}.</source>
            <translation>Ce que Status Tray retient ({place}) n’a pas pu être écrit : {reason}.</translation>
        </message>
        <message>
            <source>the disk is full</source>
            <translation>le disque est plein</translation>
        </message>
        <message>
            <source>another program has locked it</source>
            <translation>un autre programme l’a verrouillé</translation>
        </message>
        <message>
            <source>it is write-protected or its directory is</source>
            <translation>le fichier ou son dossier est protégé en écriture</translation>
        </message>
        <message>
            <source>A path that is no UTF-8 cannot be written into a desktop entry.</source>
            <translation>Un chemin qui n’est pas en UTF-8 ne peut pas figurer dans une entrée de bureau.</translation>
        </message>
        <message>
            <source>Others can write to “{path}”; choose a directory of your own.</source>
            <translation>D’autres peuvent écrire dans « {path} » ; choisissez un dossier à vous.</translation>
        </message>
        <message>
            <source>The profile directory “{path}” cannot be written.</source>
            <translation>Impossible d’écrire dans le dossier de profil « {path} ».</translation>
        </message>
        <message>
            <source>The profile directory “{path}” cannot be used: {reason}.</source>
            <translation>Le dossier de profil « {path} » n’est pas utilisable : {reason}.</translation>
        </message>
        <message>
            <source>What Status Tray remembers is closed already.</source>
            <translation>Ce que Status Tray retient est déjà fermé.</translation>
        </message>
    </context>
    <context>
        <name>Rule</name>
        <message>
            <source>Default ({rule})</source>
            <translation>Par défaut ({rule})</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>Désactivé</translation>
        </message>
        <message>
            <source>List only</source>
            <translation>Liste seulement</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>Toujours</translation>
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message>
            <source>Start Status Tray when I log in</source>
            <translation>Lancer Status Tray à l’ouverture de session</translation>
        </message>
        <message>
            <source>Not saved: asked for at each start</source>
            <translation>Non enregistré : demandé à chaque démarrage</translation>
        </message>
        <message>
            <source>Remove {account} from Status Tray? Its saved password goes too, and what is remembered of its contacts. The account itself stays on its server, and so does its status.</source>
            <translation>Retirer {account} de Status Tray ? Son mot de passe enregistré est supprimé aussi, ainsi que ce qui est retenu de ses contacts. Le compte lui-même reste sur son serveur, et son statut aussi.</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Retirer</translation>
        </message>
        <message>
            <source>not used</source>
            <translation>non utilisé</translation>
        </message>
        <message>
            <source>{server}, direct TLS</source>
            <translation>{server}, TLS direct</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Comptes</translation>
        </message>
        <message>
            <source>Use this account</source>
            <translation>Utiliser ce compte</translation>
        </message>
        <message>
            <source>Server…</source>
            <translation>Serveur…</translation>
        </message>
        <message>
            <source>Forget Certificate</source>
            <translation>Oublier le certificat</translation>
        </message>
        <message>
            <source>Remove…</source>
            <translation>Retirer…</translation>
        </message>
        <message>
            <source>One status for all accounts</source>
            <translation>Un seul statut pour tous les comptes</translation>
        </message>
        <message>
            <source>Trusted certificate</source>
            <translation>Certificat approuvé</translation>
        </message>
        <message>
            <source>From the left: no status, set, connecting, offline, needs you.</source>
            <translation>De gauche à droite : aucun statut, statut défini, connexion, hors ligne, action requise.</translation>
        </message>
        <message>
            <source>Contacts are asked for theirs while they are in view in the window; nothing of yours is shown to them.</source>
            <translation>Le leur est demandé aux contacts tant qu’ils sont visibles dans la fenêtre ; rien de vous ne leur est montré.</translation>
        </message>
        <message>
            <source>Show contacts' pictures</source>
            <translation>Afficher les images des contacts</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Langue</translation>
        </message>
        <message>
            <source>The system's</source>
            <translation>Celle du système</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>Automatique</translation>
        </message>
        <message>
            <source>Light, for dark panels</source>
            <translation>Claire, pour les barres sombres</translation>
        </message>
        <message>
            <source>Dark, for light panels</source>
            <translation>Sombre, pour les barres claires</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>En couleur</translation>
        </message>
        <message>
            <source>Icon in the panel</source>
            <translation>Icône dans la barre</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Contacts</translation>
        </message>
        <message>
            <source>Ask</source>
            <translation>Demander</translation>
        </message>
        <message>
            <source>Keep it: it stays until Status Tray runs again</source>
            <translation>Le garder : il reste jusqu’au prochain lancement de Status Tray</translation>
        </message>
        <message>
            <source>Clear it</source>
            <translation>L’effacer</translation>
        </message>
        <message>
            <source>When Status Tray quits while a status is set</source>
            <translation>Quand Status Tray quitte alors qu’un statut est défini</translation>
        </message>
        <message>
            <source>Contacts with a rule of their own</source>
            <translation>Contacts avec leur propre règle</translation>
        </message>
        <message>
            <source>Rule of the chosen contact</source>
            <translation>Règle du contact choisi</translation>
        </message>
        <message>
            <source>Remove Rule</source>
            <translation>Supprimer la règle</translation>
        </message>
        <message>
            <source>{name}, contact of {account}</source>
            <translation>{name}, contact de {account}</translation>
        </message>
        <message>
            <source>{name}: {rule}</source>
            <translation>{name} : {rule}</translation>
        </message>
        <message>
            <source>All contacts</source>
            <translation>Tous les contacts</translation>
        </message>
        <message>
            <source>Only contacts whose rule is “Always”</source>
            <translation>Seulement les contacts dont la règle est « Toujours »</translation>
        </message>
        <message>
            <source>Nobody yet. “Mute” on a notification adds a contact.</source>
            <translation>Personne pour l’instant. « Couper » sur une notification ajoute un contact.</translation>
        </message>
        <message>
            <source>Notify me about</source>
            <translation>M’avertir pour</translation>
        </message>
        <message>
            <source>{name} ({address})</source>
            <translation>{name} ({address})</translation>
        </message>
        <message>
            <source>These contacts may see when you are online, and with that your status.</source>
            <translation>Ces contacts peuvent voir quand vous êtes en ligne et, avec cela, votre statut.</translation>
        </message>
        <message>
            <source>No longer let {contact} see your status, and when you are online? This is for your chat program too. {account} connects again for it.</source>
            <translation>Ne plus laisser {contact} voir votre statut ni quand vous êtes en ligne ? Cela vaut aussi pour votre programme de discussion. {account} se reconnecte pour cela.</translation>
        </message>
        <message>
            <source>{name} – {address}, with {account}</source>
            <translation>{name} – {address}, avec {account}</translation>
        </message>
        <message>
            <source>{name} – {address}</source>
            <translation>{name} – {address}</translation>
        </message>
        <message>
            <source>Who sees your status</source>
            <translation>Qui voit votre statut</translation>
        </message>
        <message>
            <source>Revoke…</source>
            <translation>Révoquer…</translation>
        </message>
        <message>
            <source>Show my status in my presence too</source>
            <translation>Montrer aussi mon statut dans ma présence</translation>
        </message>
        <message>
            <source>Revoke</source>
            <translation>Révoquer</translation>
        </message>
        <message>
            <source>Nobody may see your status.</source>
            <translation>Personne ne peut voir votre statut.</translation>
        </message>
        <message>
            <source>Contacts are known once the account has been connected.</source>
            <translation>Les contacts sont connus dès que le compte a été connecté.</translation>
        </message>
        <message>
            <source>General</source>
            <translation>Général</translation>
        </message>
        <message>
            <source>Notifications</source>
            <translation>Notifications</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Apparence</translation>
        </message>
        <message>
            <source>Privacy</source>
            <translation>Vie privée</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Paramètres</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Pages</translation>
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
            <translation>aujourd’hui à {time}</translation>
        </message>
        <message>
            <source>d MMM yyyy</source>
            <comment>date format of QLocale</comment>
            <translation>d MMM yyyy</translation>
        </message>
        <message>
            <source>today</source>
            <translation>aujourd’hui</translation>
        </message>
        <message>
            <source>until midnight</source>
            <translation>jusqu’à minuit</translation>
        </message>
        <message>
            <source>until {moment}</source>
            <translation>jusqu’à {moment}</translation>
        </message>
        <message>
            <source>{duration} left</source>
            <translation>encore {duration}</translation>
        </message>
        <message>
            <source>Clears at midnight</source>
            <translation>S’efface à minuit</translation>
        </message>
        <message>
            <source>Clears {moment}</source>
            <translation>S’efface {moment}</translation>
        </message>
        <message>
            <source>{day} {time}</source>
            <translation>{day} à {time}</translation>
        </message>
        <message>
            <source>d MMM</source>
            <comment>date format of QLocale</comment>
            <translation>d MMM</translation>
        </message>
        <message>
            <source>{count} d</source>
            <comment>days</comment>
            <translation>{count} j</translation>
        </message>
        <message>
            <source>{count} h</source>
            <comment>hours</comment>
            <translation>{count} h</translation>
        </message>
        <message>
            <source>{count} min</source>
            <comment>minutes</comment>
            <translation>{count} min</translation>
        </message>
        <message>
            <source>{count} s</source>
            <comment>seconds</comment>
            <translation>{count} s</translation>
        </message>
        <message>
            <source>This moment is past; pick one that is to come.</source>
            <translation>Ce moment est passé ; choisissez-en un à venir.</translation>
        </message>
        <message>
            <source>This is more than 366 days away; pick an earlier moment.</source>
            <translation>C’est dans plus de 366 jours ; choisissez un moment plus proche.</translation>
        </message>
        <message>
            <source>This is no moment; pick a date and a time.</source>
            <translation>Ce n’est pas un moment ; choisissez une date et une heure.</translation>
        </message>
        <message>
            <source>tomorrow {time}</source>
            <translation>demain à {time}</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message>
            <source>Status Tray — no account yet</source>
            <translation>Status Tray — pas encore de compte</translation>
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
            <translation>Un problème est survenu dans Status Tray même ; le journal contient les détails.</translation>
        </message>
        <message>
            <source>Status Tray was updated. Restart it to finish updating.</source>
            <translation>Status Tray a été mis à jour. Redémarrez-le pour terminer la mise à jour.</translation>
        </message>
        <message>
            <source>{reason} Nothing will be remembered after this run.</source>
            <translation>{reason} Rien ne sera retenu après cette exécution.</translation>
        </message>
        <message>
            <source>Something went wrong – see the log</source>
            <translation>Un problème est survenu – voir le journal</translation>
        </message>
        <message>
            <source>Cannot save – what you set may be forgotten</source>
            <translation>Enregistrement impossible – vos réglages peuvent être oubliés</translation>
        </message>
        <message>
            <source>Profile not writable – nothing will be remembered</source>
            <translation>Profil non inscriptible – rien ne sera retenu</translation>
        </message>
        <message>
            <source>Restart to Finish Updating</source>
            <translation>Redémarrer pour terminer la mise à jour</translation>
        </message>
    </context>
    <context>
        <name>Window</name>
        <message>
            <source>via presence</source>
            <translation>par la présence</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Retour</translation>
        </message>
        <message>
            <source>Copy Status</source>
            <translation>Copier le statut</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Statut</translation>
        </message>
        <message>
            <source>Last changes</source>
            <translation>Derniers changements</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Détails</translation>
        </message>
        <message>
            <source>Address:</source>
            <translation>Adresse :</translation>
        </message>
        <message>
            <source>Account:</source>
            <translation>Compte :</translation>
        </message>
        <message>
            <source>Notify:</source>
            <translation>Avertir :</translation>
        </message>
        <message>
            <source>since {time}</source>
            <translation>depuis {time}</translation>
        </message>
        <message>
            <source>, </source>
            <comment>between groups</comment>
            <translation>, </translation>
        </message>
        <message>
            <source>Groups:</source>
            <translation>Groupes :</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Contacts</translation>
        </message>
        <message>
            <source>Copy Address</source>
            <translation>Copier l’adresse</translation>
        </message>
        <message>
            <source>Tell Me When This Clears</source>
            <translation>M’avertir quand ce statut s’efface</translation>
        </message>
        <message>
            <source>Tell Me When This Changes</source>
            <translation>M’avertir quand ce statut change</translation>
        </message>
        <message>
            <source>Notify</source>
            <translation>Avertir</translation>
        </message>
        <message>
            <source>Details…</source>
            <translation>Détails…</translation>
        </message>
        <message>
            <source>{name}: {status}</source>
            <translation>{name} : {status}</translation>
        </message>
        <message>
            <source>could not be asked – check the address</source>
            <translation>n’a pas pu être contacté – vérifiez l’adresse</translation>
        </message>
        <message>
            <source>waiting for permission</source>
            <translation>en attente d’autorisation</translation>
        </message>
        <message>
            <source>Off – not shown</source>
            <translation>Désactivé – non affiché</translation>
        </message>
        <message>
            <source>No status</source>
            <translation>Aucun statut</translation>
        </message>
        <message>
            <source>{name}: {status}, via presence</source>
            <translation>{name} : {status}, par la présence</translation>
        </message>
        <message>
            <source>{contact}. {marks}</source>
            <translation>{contact}. {marks}</translation>
        </message>
        <message>
            <source>{contact}, since {time}</source>
            <translation>{contact}, depuis {time}</translation>
        </message>
        <message>
            <source>Muted.</source>
            <translation>Notifications coupées.</translation>
        </message>
        <message>
            <source>You will be told when this clears.</source>
            <translation>Vous serez averti quand ce statut s’effacera.</translation>
        </message>
        <message>
            <source>You will be told when this changes.</source>
            <translation>Vous serez averti quand ce statut changera.</translation>
        </message>
        <message>
            <source>by {time}</source>
            <translation>avant {time}</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>Aucun résultat</translation>
        </message>
        <message>
            <source>Search contacts</source>
            <translation>Rechercher des contacts</translation>
        </message>
        <message>
            <source>Add Contact…</source>
            <translation>Ajouter un contact…</translation>
        </message>
        <message numerus="yes">
            <source>%n contact(s) found</source>
            <translation>
                <numerusform>%n contact trouvé</numerusform>
                <numerusform>%n contacts trouvés</numerusform>
            </translation>
        </message>
        <message>
            <source>What are you doing?</source>
            <translation>Que faites-vous ?</translation>
        </message>
        <message>
            <source>Your status</source>
            <translation>Votre statut</translation>
        </message>
        <message>
            <source>Set</source>
            <translation>Définir</translation>
        </message>
        <message>
            <source>All contacts</source>
            <translation>Tous les contacts</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>Groupe</translation>
        </message>
        <message>
            <source>No group</source>
            <translation>Sans groupe</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Compte</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Effacer</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>Menu</translation>
        </message>
        <message>
            <source>The status could not be set.</source>
            <translation>Le statut n’a pas pu être défini.</translation>
        </message>
        <message>
            <source>OK</source>
            <translation>OK</translation>
        </message>
        <message>
            <source>The log could not be shown; it is the file “{path}”.</source>
            <translation>Le journal n’a pas pu être affiché ; c’est le fichier « {path} ».</translation>
        </message>
        <message>
            <source>Offline – your contacts appear when connected.</source>
            <translation>Hors ligne – vos contacts apparaissent à la connexion.</translation>
        </message>
        <message>
            <source>No tray was found. Add a system tray (“Status Tray Plugin”, “System Tray”) to your panel; until then this window does everything the icon would.</source>
            <translation>Aucune zone de notification n’a été trouvée. Ajoutez-en une (« Greffon Status Tray », « Zone de notification ») à votre barre ; d’ici là, cette fenêtre fait tout ce que ferait l’icône.</translation>
        </message>
        <message>
            <source>Add an account to see your contacts here.</source>
            <translation>Ajoutez un compte pour voir vos contacts ici.</translation>
        </message>
        <message>
            <source>No contacts yet. People you add, here or in your chat program, appear here.</source>
            <translation>Pas encore de contacts. Les personnes que vous ajoutez, ici ou dans votre programme de discussion, apparaissent ici.</translation>
        </message>
        <message>
            <source>Loading contacts…</source>
            <translation>Chargement des contacts…</translation>
        </message>
        <message>
            <source>This desktop shows no tray icons. Install and switch on the GNOME extension “AppIndicator and KStatusNotifierItem Support”; until then this window does everything the icon would.</source>
            <translation>Ce bureau n’affiche pas d’icônes de notification. Installez et activez l’extension GNOME « AppIndicator and KStatusNotifierItem Support » ; d’ici là, cette fenêtre fait tout ce que ferait l’icône.</translation>
        </message>
        <message>
            <source>Status Tray</source>
            <translation>Status Tray</translation>
        </message>
        <message>
            <source>Offline – as of {time}</source>
            <translation>Hors ligne – état à {time}</translation>
        </message>
        <message>
            <source>Connecting – as last known</source>
            <translation>Connexion – dernier état connu</translation>
        </message>
        <message>
            <source>Offline – as last known</source>
            <translation>Hors ligne – dernier état connu</translation>
        </message>
    </context>
</TS>
