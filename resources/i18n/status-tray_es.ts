<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
    <context>
        <name>About</name>
        <message>
            <source>Copied</source>
            <translation>Copiado</translation>
        </message>
        <message>
            <source>About Status Tray</source>
            <translation>Acerca de Status Tray</translation>
        </message>
        <message>
            <source>Third-Party Notices</source>
            <translation>Avisos de terceros</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copiar</translation>
        </message>
        <message>
            <source>Copies version, libraries and system, for a report</source>
            <translation>Copia la versión, las bibliotecas y el sistema, para un informe</translation>
        </message>
        <message>
            <source>Says what you are doing, and tells you quietly when a contact's status changes.</source>
            <translation>Dice lo que está haciendo y le avisa discretamente cuando cambia el estado de un contacto.</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>Versión</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>Licencia</translation>
        </message>
        <message>
            <source>Runs with</source>
            <translation>Funciona con</translation>
        </message>
        <message>
            <source>System</source>
            <translation>Sistema</translation>
        </message>
    </context>
    <context>
        <name>Account</name>
        <message>
            <source>Status Tray shows your contacts what you are doing, beside the chat program that you use. Sign in with the same XMPP account.</source>
            <translation>Status Tray muestra a sus contactos lo que está haciendo, junto al programa de chat que usa. Inicie sesión con la misma cuenta XMPP.</translation>
        </message>
        <message>
            <source>Add Account</source>
            <translation>Añadir cuenta</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Servidor</translation>
        </message>
        <message>
            <source>Most servers are found by the address: then nothing needs to be filled in here.</source>
            <translation>La mayoría de los servidores se encuentran por la dirección: entonces no hay que rellenar nada aquí.</translation>
        </message>
        <message>
            <source>If your server has a certificate authority of its own, name its file here. Ask whoever runs the server for it, and take it from no one else. With no file, the authorities count that this computer knows.</source>
            <translation>Si su servidor tiene una autoridad de certificación propia, indique aquí su archivo. Pídaselo a quien administra el servidor y no lo acepte de nadie más. Sin archivo, valen las autoridades que este equipo conoce.</translation>
        </message>
        <message>
            <source>Checking the account…</source>
            <translation>Comprobando la cuenta…</translation>
        </message>
        <message>
            <source>Add Anyway</source>
            <translation>Añadir de todos modos</translation>
        </message>
        <message>
            <source>Review Certificate…</source>
            <translation>Revisar el certificado…</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Añadir</translation>
        </message>
        <message>
            <source>Change Password</source>
            <translation>Cambiar la contraseña</translation>
        </message>
        <message>
            <source>Sign In</source>
            <translation>Iniciar sesión</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Guardar</translation>
        </message>
        <message>
            <source>Save Anyway</source>
            <translation>Guardar de todos modos</translation>
        </message>
        <message>
            <source>Password Needed</source>
            <translation>Se necesita la contraseña</translation>
        </message>
        <message>
            <source>Not saved: used until Status Tray ends</source>
            <translation>No se guarda: se usa hasta que Status Tray termine</translation>
        </message>
        <message>
            <source>Certificate Not Trusted</source>
            <translation>Certificado no fiable</translation>
        </message>
        <message>
            <source>Try Again</source>
            <translation>Volver a intentarlo</translation>
        </message>
        <message>
            <source>Not saved: the keyring is locked</source>
            <translation>No se guarda: el depósito de claves está bloqueado</translation>
        </message>
        <message>
            <source>Not saved: no keyring found</source>
            <translation>No se guarda: no se encontró ningún depósito de claves</translation>
        </message>
        <message>
            <source>While this runs, contacts see you as “extended away”, never offline.</source>
            <translation>Mientras este programa funciona, sus contactos lo ven como «ausencia prolongada», nunca desconectado.</translation>
        </message>
        <message>
            <source>Saved in your system keyring</source>
            <translation>Guardada en el depósito de claves del sistema</translation>
        </message>
        <message>
            <source>name@example.org</source>
            <translation>nombre@example.org</translation>
        </message>
        <message>
            <source>found by the address</source>
            <translation>se encuentra por la dirección</translation>
        </message>
        <message>
            <source>Direct TLS (not STARTTLS)</source>
            <translation>TLS directo (no STARTTLS)</translation>
        </message>
        <message>
            <source>none but the system's</source>
            <translation>ninguno aparte de los del sistema</translation>
        </message>
        <message>
            <source>Browse…</source>
            <translation>Examinar…</translation>
        </message>
        <message>
            <source>The CA file “{path}” does not exist; choose another one.</source>
            <translation>El archivo de autoridad «{path}» no existe; elija otro.</translation>
        </message>
        <message>
            <source>Advanced</source>
            <translation>Avanzado</translation>
        </message>
        <message>
            <source>Choose a CA File</source>
            <translation>Elegir un archivo de autoridad</translation>
        </message>
        <message>
            <source>Certificates (*.pem *.crt *.cer)</source>
            <translation>Certificados (*.pem *.crt *.cer)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>Todos los archivos (*)</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Dirección</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Contraseña</translation>
        </message>
        <message>
            <source>CA file</source>
            <translation>Archivo de autoridad</translation>
        </message>
        <message>
            <source>If the password was changed elsewhere, give the new one here. It is tried before it takes the old one's place; your server's own password is not changed.</source>
            <translation>Si la contraseña se cambió en otro sitio, escriba aquí la nueva. Se prueba antes de sustituir a la anterior; la contraseña de su servidor no cambia.</translation>
        </message>
    </context>
    <context>
        <name>Certificate</name>
        <message>
            <source>Trust it only when whoever runs the server has told you the same fingerprint, in another way than by this connection. From then on this account takes this certificate and no other.</source>
            <translation>Confíe en él solo si quien administra el servidor le ha dado la misma huella, por una vía distinta de esta conexión. Desde entonces esta cuenta acepta este certificado y ningún otro.</translation>
        </message>
        <message>
            <source>Either the server has a new certificate, or somebody is in between and would read along. Whoever runs the server can tell you which: trust the new one only when they have told you its fingerprint, in another way than by this connection.</source>
            <translation>O bien el servidor tiene un certificado nuevo, o bien hay alguien en medio que podría leerlo todo. Quien administra el servidor puede decírselo: confíe en el nuevo solo si le ha dado su huella, por una vía distinta de esta conexión.</translation>
        </message>
        <message>
            <source>{host}, at {address}</source>
            <translation>{host}, en {address}</translation>
        </message>
        <message numerus="yes">
            <source>{names} and %n more</source>
            <translation>
                <numerusform>{names} y %n más</numerusform>
                <numerusform>{names} y %n más</numerusform>
            </translation>
        </message>
        <message>
            <source>a pin that is no fingerprint; see the configuration file</source>
            <translation>un valor que no es una huella; consulte el archivo de configuración</translation>
        </message>
        <message>
            <source>Certificate Changed</source>
            <translation>El certificado ha cambiado</translation>
        </message>
        <message>
            <source>Review Certificate</source>
            <translation>Revisar el certificado</translation>
        </message>
        <message>
            <source>Asking the server…</source>
            <translation>Preguntando al servidor…</translation>
        </message>
        <message>
            <source>Use a CA File…</source>
            <translation>Usar un archivo de autoridad…</translation>
        </message>
        <message>
            <source>Trust This Certificate</source>
            <translation>Confiar en este certificado</translation>
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
            <translation>No se puede leer nada de él, salvo la huella.</translation>
        </message>
        <message>
            <source>It is self-signed: nobody else vouches for it.</source>
            <translation>Está autofirmado: nadie más responde por él.</translation>
        </message>
        <message>
            <source>It has expired, or this computer's clock is wrong.</source>
            <translation>Ha caducado, o el reloj de este equipo no está en hora.</translation>
        </message>
        <message>
            <source>It is not valid yet, or this computer's clock is wrong.</source>
            <translation>Todavía no es válido, o el reloj de este equipo no está en hora.</translation>
        </message>
        <message>
            <source>It is for another server: “{host}” is not among its names.</source>
            <translation>Es para otro servidor: «{host}» no está entre sus nombres.</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Servidor</translation>
        </message>
        <message>
            <source>Issued for</source>
            <translation>Emitido para</translation>
        </message>
        <message>
            <source>Issued by</source>
            <translation>Emitido por</translation>
        </message>
        <message>
            <source>Valid</source>
            <translation>Validez</translation>
        </message>
        <message>
            <source>Fingerprint (SHA-256)</source>
            <translation>Huella (SHA-256)</translation>
        </message>
        <message>
            <source>Trusted until now</source>
            <translation>De confianza hasta ahora</translation>
        </message>
        <message>
            <source>It is the one that you trusted before.</source>
            <translation>Es el mismo en el que ya confiaba.</translation>
        </message>
    </context>
    <context>
        <name>Contact</name>
        <message>
            <source>The contact is asked whether you may see the status. Until there is an answer, the list says “waiting for permission”.</source>
            <translation>Se pregunta al contacto si usted puede ver su estado. Hasta que haya respuesta, la lista dice «esperando permiso».</translation>
        </message>
        <message>
            <source>Add Contact</source>
            <translation>Añadir contacto</translation>
        </message>
        <message>
            <source>optional</source>
            <translation>opcional</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nombre</translation>
        </message>
        <message>
            <source>With the account</source>
            <translation>Con la cuenta</translation>
        </message>
    </context>
    <context>
        <name>CustomStatus</name>
        <message>
            <source>{count} of {limit} characters</source>
            <translation>{count} de {limit} caracteres</translation>
        </message>
        <message>
            <source>Save as preset, without the time</source>
            <translation>Guardar como plantilla, sin la hora</translation>
        </message>
        <message>
            <source>{when} · seen by everyone you share presence with</source>
            <translation>{when} · lo ven todos los que ven su presencia</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Hoy</translation>
        </message>
        <message>
            <source>Clear after</source>
            <translation>Borrar después de</translation>
        </message>
        <message>
            <source>Stays until you change it</source>
            <translation>Permanece hasta que lo cambie</translation>
        </message>
        <message>
            <source>Custom Status</source>
            <translation>Estado personalizado</translation>
        </message>
        <message>
            <source>Save as preset</source>
            <translation>Guardar como plantilla</translation>
        </message>
    </context>
    <context>
        <name>Dialog</name>
        <message>
            <source>Close</source>
            <translation>Cerrar</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
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
            <translation>Elegir un emoji</translation>
        </message>
        <message numerus="yes">
            <source>%n emoji</source>
            <translation>
                <numerusform>%n emoji</numerusform>
                <numerusform>%n emojis</numerusform>
            </translation>
        </message>
        <message>
            <source>no skin tone</source>
            <translation>sin tono de piel</translation>
        </message>
        <message>
            <source>Search by name</source>
            <translation>Buscar por nombre</translation>
        </message>
        <message>
            <source>Emoji</source>
            <translation>Emojis</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>No se encontró nada</translation>
        </message>
    </context>
    <context>
        <name>Failure</name>
        <message>
            <source>This is your own account.</source>
            <translation>Es su propia cuenta.</translation>
        </message>
        <message>
            <source>You see this contact already.</source>
            <translation>Ya ve a este contacto.</translation>
        </message>
        <message>
            <source>You have asked this contact already.</source>
            <translation>Ya ha preguntado a este contacto.</translation>
        </message>
        <message>
            <source>The answer was no, or there is no such address; check it for a mistake.</source>
            <translation>La respuesta fue no, o no existe esa dirección; compruebe que no tenga errores.</translation>
        </message>
        <message>
            <source>The address of this account is none that can be used; check it for a mistake.</source>
            <translation>La dirección de esta cuenta no se puede usar; compruebe que no tenga errores.</translation>
        </message>
        <message>
            <source>it is self-signed</source>
            <translation>está autofirmado</translation>
        </message>
        <message>
            <source>it is not valid yet, or this computer's clock is wrong</source>
            <translation>todavía no es válido, o el reloj de este equipo no está en hora</translation>
        </message>
        <message>
            <source>it has expired, or this computer's clock is wrong</source>
            <translation>ha caducado, o el reloj de este equipo no está en hora</translation>
        </message>
        <message>
            <source>it was issued by an authority that this computer does not know</source>
            <translation>lo emitió una autoridad que este equipo no conoce</translation>
        </message>
        <message>
            <source>it has been revoked</source>
            <translation>ha sido revocado</translation>
        </message>
        <message>
            <source>it belongs to another server</source>
            <translation>pertenece a otro servidor</translation>
        </message>
        <message>
            <source>The server “{host}” was not found; check the address and the network.</source>
            <translation>No se encontró el servidor «{host}»; compruebe la dirección y la red.</translation>
        </message>
        <message>
            <source>“{host}” has no accounts for chat: its DNS says so; check the address.</source>
            <translation>«{host}» no tiene cuentas de chat: lo dice su DNS; compruebe la dirección.</translation>
        </message>
        <message>
            <source>“{host}” does not accept connections at the moment; it may be down, or the port is wrong.</source>
            <translation>«{host}» no acepta conexiones en este momento; puede estar parado, o el puerto es incorrecto.</translation>
        </message>
        <message>
            <source>“{host}” cannot be reached; check the network.</source>
            <translation>No se puede llegar a «{host}»; compruebe la red.</translation>
        </message>
        <message>
            <source>“{host}” did not answer in time.</source>
            <translation>«{host}» no respondió a tiempo.</translation>
        </message>
        <message>
            <source>it did not pass the check</source>
            <translation>no superó la comprobación</translation>
        </message>
        <message>
            <source>The certificate of “{host}” is not trusted: {cause}. Nothing was sent.</source>
            <translation>El certificado de «{host}» no es fiable: {cause}. No se envió nada.</translation>
        </message>
        <message>
            <source>“{host}” shows another certificate than the one you trusted; ask whoever runs the server. Nothing was sent.</source>
            <translation>«{host}» presenta un certificado distinto de aquel en el que confiaba; pregunte a quien administra el servidor. No se envió nada.</translation>
        </message>
        <message>
            <source>“{host}” offers no encryption, or somebody is in between; nothing was sent.</source>
            <translation>«{host}» no ofrece cifrado, o hay alguien en medio; no se envió nada.</translation>
        </message>
        <message>
            <source>“{host}” no longer offers the secure login that it used to; the password was not sent.</source>
            <translation>«{host}» ya no ofrece el inicio de sesión seguro que ofrecía antes; no se envió la contraseña.</translation>
        </message>
        <message>
            <source>“{host}” offers no way of logging in that is safe to use; the password was not sent.</source>
            <translation>«{host}» no ofrece ninguna forma segura de iniciar sesión; no se envió la contraseña.</translation>
        </message>
        <message>
            <source>“{host}” asks for far more work at login than any server should; nothing more was sent.</source>
            <translation>«{host}» pide al iniciar sesión mucho más trabajo del que debería pedir un servidor; no se envió nada más.</translation>
        </message>
        <message>
            <source>“{host}” could not prove that it is your server; the password was not sent.</source>
            <translation>«{host}» no pudo demostrar que es su servidor; no se envió la contraseña.</translation>
        </message>
        <message>
            <source>The certificate file “{path}” of this account cannot be used</source>
            <translation>El archivo de certificados «{path}» de esta cuenta no se puede usar</translation>
        </message>
        <message>
            <source>No encrypted connection to “{host}” could be made</source>
            <translation>No se pudo establecer ninguna conexión cifrada con «{host}»</translation>
        </message>
        <message>
            <source>The server does not accept the password of this account.</source>
            <translation>El servidor no acepta la contraseña de esta cuenta.</translation>
        </message>
        <message>
            <source>The password of this account has expired; set a new one with the server</source>
            <translation>La contraseña de esta cuenta ha caducado; establezca una nueva en el servidor</translation>
        </message>
        <message>
            <source>The server has disabled this account</source>
            <translation>El servidor ha desactivado esta cuenta</translation>
        </message>
        <message>
            <source>The server cannot log anybody in at the moment</source>
            <translation>El servidor no puede iniciar ninguna sesión en este momento</translation>
        </message>
        <message>
            <source>The server refused the login</source>
            <translation>El servidor rechazó el inicio de sesión</translation>
        </message>
        <message>
            <source>{sentence}.</source>
            <translation>{sentence}.</translation>
        </message>
        <message>
            <source>The server closed the connection.</source>
            <translation>El servidor cerró la conexión.</translation>
        </message>
        <message>
            <source>The connection was lost.</source>
            <translation>Se perdió la conexión.</translation>
        </message>
        <message>
            <source>The server no longer answers.</source>
            <translation>El servidor ya no responde.</translation>
        </message>
        <message>
            <source>The server sent something that cannot be read.</source>
            <translation>El servidor envió algo que no se puede leer.</translation>
        </message>
        <message>
            <source>The server sent more than can be handled.</source>
            <translation>El servidor envió más de lo que se puede procesar.</translation>
        </message>
        <message>
            <source>This account is no longer set up here.</source>
            <translation>Esta cuenta ya no está configurada aquí.</translation>
        </message>
        <message>
            <source>There is no connection to the server.</source>
            <translation>No hay conexión con el servidor.</translation>
        </message>
        <message>
            <source>This server cannot carry statuses: it does not support personal events (PEP).</source>
            <translation>Este servidor no puede transmitir estados: no admite eventos personales (PEP).</translation>
        </message>
        <message>
            <source>The server did not confirm the status in time.</source>
            <translation>El servidor no confirmó el estado a tiempo.</translation>
        </message>
        <message>
            <source>There was no answer in time.</source>
            <translation>No hubo respuesta a tiempo.</translation>
        </message>
        <message>
            <source>The keyring with the password is locked; unlock it, or give the password for now.</source>
            <translation>El depósito de claves con la contraseña está bloqueado; desbloquéelo, o escriba la contraseña por esta vez.</translation>
        </message>
        <message>
            <source>No keyring was found, so the password cannot be saved; it will be asked for at each start.</source>
            <translation>No se encontró ningún depósito de claves, así que la contraseña no se puede guardar; se pedirá en cada inicio.</translation>
        </message>
        <message>
            <source>The keyring had an error; give the password for now.</source>
            <translation>El depósito de claves tuvo un error; escriba la contraseña por esta vez.</translation>
        </message>
        <message>
            <source>The password has characters that no password can have; type it again.</source>
            <translation>La contraseña tiene caracteres que ninguna contraseña puede tener; escríbala de nuevo.</translation>
        </message>
        <message>
            <source>The password of this account is needed.</source>
            <translation>Se necesita la contraseña de esta cuenta.</translation>
        </message>
        <message>
            <source>{sentence} (“{words}”).</source>
            <translation>{sentence} («{words}»).</translation>
        </message>
        <message>
            <source>The server asks to connect to “{other_host}” instead</source>
            <translation>El servidor pide conectarse a «{other_host}» en su lugar</translation>
        </message>
        <message>
            <source>The server is shutting down</source>
            <translation>El servidor se está apagando</translation>
        </message>
        <message>
            <source>The server ended the session; it asks to log in again</source>
            <translation>El servidor terminó la sesión; pide iniciar sesión de nuevo</translation>
        </message>
        <message>
            <source>The server ended the session; the account or its password has changed</source>
            <translation>El servidor terminó la sesión; la cuenta o su contraseña ha cambiado</translation>
        </message>
        <message>
            <source>The server does not know the part of the address after the @</source>
            <translation>El servidor no conoce la parte de la dirección que sigue a la @</translation>
        </message>
        <message>
            <source>The server no longer serves the part of the address after the @</source>
            <translation>El servidor ya no atiende la parte de la dirección que sigue a la @</translation>
        </message>
        <message>
            <source>The server ended the connection: one of its rules was broken</source>
            <translation>El servidor terminó la conexión: se incumplió una de sus reglas</translation>
        </message>
        <message>
            <source>The server is too busy for another connection</source>
            <translation>El servidor está demasiado ocupado para otra conexión</translation>
        </message>
        <message>
            <source>The server had heard nothing from here for too long</source>
            <translation>El servidor llevaba demasiado tiempo sin recibir nada de aquí</translation>
        </message>
        <message>
            <source>The server could not read what was sent</source>
            <translation>El servidor no pudo leer lo que se envió</translation>
        </message>
        <message>
            <source>The server had an internal error</source>
            <translation>El servidor tuvo un error interno</translation>
        </message>
        <message>
            <source>A part of the server cannot be reached</source>
            <translation>No se puede llegar a una parte del servidor</translation>
        </message>
        <message>
            <source>The server ended the connection</source>
            <translation>El servidor terminó la conexión</translation>
        </message>
        <message>
            <source>The server of this address cannot be reached; check the address, or try again later.</source>
            <translation>No se puede alcanzar el servidor de esta dirección; compruebe la dirección o inténtelo más tarde.</translation>
        </message>
        <message>
            <source>The server logged you in but gave no session</source>
            <translation>El servidor aceptó la contraseña, pero no abrió ninguna sesión</translation>
        </message>
        <message>
            <source>The server ended this connection because the account connected in the same way elsewhere.</source>
            <translation>El servidor terminó esta conexión porque la cuenta se conectó del mismo modo en otro sitio.</translation>
        </message>
        <message>
            <source>The server did not accept the status</source>
            <translation>El servidor no aceptó el estado</translation>
        </message>
        <message>
            <source>The server did not answer a question</source>
            <translation>El servidor no respondió a una pregunta</translation>
        </message>
        <message>
            <source>The server refused the change</source>
            <translation>El servidor rechazó el cambio</translation>
        </message>
        <message>
            <source>There is no such address; check it for a mistake.</source>
            <translation>Esa dirección no existe; compruebe que no tenga errores.</translation>
        </message>
        <message>
            <source>This address could not be asked; check it for a mistake</source>
            <translation>No se pudo preguntar a esta dirección; compruebe que no tenga errores</translation>
        </message>
        <message>
            <source>The keyring is locked or does not answer: the saved password is still there.</source>
            <translation>El depósito de claves está bloqueado o no responde: la contraseña guardada sigue allí.</translation>
        </message>
        <message>
            <source>Restart</source>
            <translation>Reiniciar</translation>
        </message>
        <message>
            <source>Open Log</source>
            <translation>Abrir el registro</translation>
        </message>
        <message>
            <source>Review…</source>
            <translation>Revisar…</translation>
        </message>
        <message>
            <source>Change Password…</source>
            <translation>Cambiar la contraseña…</translation>
        </message>
        <message>
            <source>Reconnect</source>
            <translation>Reconectar</translation>
        </message>
        <message>
            <source>Password rejected – fix…</source>
            <translation>Contraseña rechazada – corregir…</translation>
        </message>
        <message>
            <source>Password expired – fix…</source>
            <translation>Contraseña caducada – corregir…</translation>
        </message>
        <message>
            <source>Keyring locked – give password…</source>
            <translation>Depósito de claves bloqueado – escribir la contraseña…</translation>
        </message>
        <message>
            <source>Password needed – give…</source>
            <translation>Se necesita la contraseña – escribir…</translation>
        </message>
        <message>
            <source>Certificate file unusable – fix…</source>
            <translation>Archivo de certificados inservible – corregir…</translation>
        </message>
        <message>
            <source>Certificate changed – review…</source>
            <translation>El certificado ha cambiado – revisar…</translation>
        </message>
        <message>
            <source>Certificate not trusted – review…</source>
            <translation>Certificado no fiable – revisar…</translation>
        </message>
        <message>
            <source>Connected elsewhere – reconnect</source>
            <translation>Conectado en otro sitio – reconectar</translation>
        </message>
        <message>
            <source>Account disabled – reconnect</source>
            <translation>Cuenta desactivada – reconectar</translation>
        </message>
        <message>
            <source>Not connected</source>
            <translation>No conectado</translation>
        </message>
        <message>
            <source>Login refused – reconnect</source>
            <translation>Inicio de sesión rechazado – reconectar</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Reintentar</translation>
        </message>
        <message>
            <source>Give Password…</source>
            <translation>Escribir la contraseña…</translation>
        </message>
    </context>
    <context>
        <name>FirstStart</name>
        <message>
            <source>Show your status in your presence too?</source>
            <translation>¿Mostrar su estado también en su presencia?</translation>
        </message>
        <message>
            <source>People whose program does not know statuses like these read it there; it is seen mainly when your chat program is offline.</source>
            <translation>Quienes usan un programa que no conoce estos estados lo leen ahí; se ve sobre todo cuando su programa de chat está desconectado.</translation>
        </message>
        <message>
            <source>Welcome</source>
            <translation>Bienvenida</translation>
        </message>
        <message>
            <source>Your account is set up</source>
            <translation>Su cuenta está configurada</translation>
        </message>
        <message>
            <source>I Cannot See It</source>
            <translation>No lo veo</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Más tarde</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Hecho</translation>
        </message>
        <message>
            <source>Tell me when a status changes</source>
            <translation>Avisarme cuando cambie un estado</translation>
        </message>
        <message>
            <source>of any contact</source>
            <translation>de cualquier contacto</translation>
        </message>
        <message>
            <source>only of the contacts that I choose in the list</source>
            <translation>solo de los contactos que elija en la lista</translation>
        </message>
        <message>
            <source>Yes, show it there too</source>
            <translation>Sí, mostrarlo también ahí</translation>
        </message>
        <message>
            <source>No</source>
            <translation>No</translation>
        </message>
        <message>
            <source>This icon is in your panel now. Can you see it?</source>
            <translation>Este icono está ahora en su panel. ¿Lo ve?</translation>
        </message>
    </context>
    <context>
        <name>Link</name>
        <message>
            <source>offline</source>
            <translation>desconectado</translation>
        </message>
        <message>
            <source>connected</source>
            <translation>conectado</translation>
        </message>
        <message>
            <source>connecting</source>
            <translation>conectando</translation>
        </message>
        <message>
            <source>password rejected</source>
            <translation>contraseña rechazada</translation>
        </message>
        <message>
            <source>password expired</source>
            <translation>contraseña caducada</translation>
        </message>
        <message>
            <source>keyring locked</source>
            <translation>depósito de claves bloqueado</translation>
        </message>
        <message>
            <source>password needed</source>
            <translation>se necesita la contraseña</translation>
        </message>
        <message>
            <source>certificate file unusable</source>
            <translation>archivo de certificados inservible</translation>
        </message>
        <message>
            <source>certificate changed</source>
            <translation>certificado cambiado</translation>
        </message>
        <message>
            <source>certificate not trusted</source>
            <translation>certificado no fiable</translation>
        </message>
        <message>
            <source>connected elsewhere</source>
            <translation>conectado en otro sitio</translation>
        </message>
        <message>
            <source>account disabled</source>
            <translation>cuenta desactivada</translation>
        </message>
        <message>
            <source>stopped</source>
            <translation>detenido</translation>
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
            <translation>Todas las cuentas</translation>
        </message>
        <message>
            <source>Extend by {count} Minutes</source>
            <translation>Prolongar {count} minutos</translation>
        </message>
        <message>
            <source>Clear After</source>
            <translation>Borrar después de</translation>
        </message>
        <message>
            <source>End of Day</source>
            <translation>Final del día</translation>
        </message>
        <message>
            <source>Don't Clear</source>
            <translation>No borrar</translation>
        </message>
        <message>
            <source>Clear Status</source>
            <translation>Borrar el estado</translation>
        </message>
        <message>
            <source>Recent</source>
            <translation>Recientes</translation>
        </message>
        <message>
            <source>Custom Status…</source>
            <translation>Estado personalizado…</translation>
        </message>
        <message>
            <source>Pick…</source>
            <translation>Elegir…</translation>
        </message>
        <message>
            <source>{account}: {status}</source>
            <translation>{account}: {status}</translation>
        </message>
        <message>
            <source>Notifications paused {until}</source>
            <translation>Notificaciones en pausa {until}</translation>
        </message>
        <message>
            <source>Pause Notifications</source>
            <translation>Pausar las notificaciones</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Reanudar</translation>
        </message>
        <message>
            <source>Until Tomorrow</source>
            <translation>Hasta mañana</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>Desconectado</translation>
        </message>
        <message>
            <source>No status</source>
            <translation>Sin estado</translation>
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
            <translation>El estado aún no se conoce</translation>
        </message>
        <message>
            <source>Connecting…</source>
            <translation>Conectando…</translation>
        </message>
        <message>
            <source>Will be cleared when connected</source>
            <translation>Se borrará al conectar</translation>
        </message>
        <message>
            <source>{status} – will be sent when connected</source>
            <translation>{status} – se enviará al conectar</translation>
        </message>
        <message>
            <source>No account yet</source>
            <translation>Todavía no hay ninguna cuenta</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Registro</translation>
        </message>
        <message>
            <source>About Status Tray</source>
            <translation>Acerca de Status Tray</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Ayuda</translation>
        </message>
        <message>
            <source>Clearing…</source>
            <translation>Borrando…</translation>
        </message>
        <message>
            <source>Setting {status}…</source>
            <translation>Estableciendo {status}…</translation>
        </message>
        <message>
            <source>Status not cleared</source>
            <translation>Estado no borrado</translation>
        </message>
        <message>
            <source>{status} – not set</source>
            <translation>{status} – no establecido</translation>
        </message>
        <message>
            <source>Open Status Tray</source>
            <translation>Abrir Status Tray</translation>
        </message>
        <message>
            <source>Settings…</source>
            <translation>Configuración…</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Salir</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Reintentar</translation>
        </message>
        <message>
            <source>Reconnect</source>
            <translation>Reconectar</translation>
        </message>
        <message>
            <source>Add Account…</source>
            <translation>Añadir cuenta…</translation>
        </message>
    </context>
    <context>
        <name>Notification</name>
        <message>
            <source>Who is accepted sees when you are online and your status.</source>
            <translation>Quien es aceptado ve cuándo está usted en línea y su estado.</translation>
        </message>
        <message numerus="yes">
            <source>And %n more request(s) to see your status</source>
            <translation>
                <numerusform>Y %n petición más de ver su estado</numerusform>
                <numerusform>Y %n peticiones más de ver su estado</numerusform>
            </translation>
        </message>
        <message>
            <source>Accept</source>
            <translation>Aceptar</translation>
        </message>
        <message>
            <source>Deny</source>
            <translation>Rechazar</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Mostrar</translation>
        </message>
        <message>
            <source>{name}: {text}</source>
            <translation>{name}: {text}</translation>
        </message>
        <message numerus="yes">
            <source>While you were away: %n change(s)</source>
            <translation>
                <numerusform>En su ausencia: %n cambio</numerusform>
                <numerusform>En su ausencia: %n cambios</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>And %n more change(s)</source>
            <translation>
                <numerusform>Y %n cambio más</numerusform>
                <numerusform>Y %n cambios más</numerusform>
            </translation>
        </message>
        <message>
            <source>{name} wants to see your status</source>
            <translation>{name} quiere ver su estado</translation>
        </message>
        <message>
            <source>{address} asks {account}</source>
            <translation>{address} pregunta a {account}</translation>
        </message>
        <message>
            <source>Your chat program asks about them too.</source>
            <translation>Su programa de chat también pregunta por ellas.</translation>
        </message>
        <message>
            <source>{text}</source>
            <comment>a line by itself</comment>
            <translation>{text}</translation>
        </message>
        <message>
            <source>Mute {name}</source>
            <translation>Silenciar a {name}</translation>
        </message>
        <message>
            <source>was: {text}</source>
            <translation>antes: {text}</translation>
        </message>
        <message>
            <source>, </source>
            <comment>between names</comment>
            <translation>, </translation>
        </message>
        <message numerus="yes">
            <source>{names} and %n more</source>
            <translation>
                <numerusform>{names} y %n más</numerusform>
                <numerusform>{names} y %n más</numerusform>
            </translation>
        </message>
        <message>
            <source>Status cleared</source>
            <translation>Estado borrado</translation>
        </message>
        <message>
            <source>Status cleared (was: {text})</source>
            <translation>Estado borrado (antes: {text})</translation>
        </message>
    </context>
    <context>
        <name>PickDeadline</name>
        <message>
            <source>Date</source>
            <translation>Fecha</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Hora</translation>
        </message>
        <message>
            <source>No status is set any more; there is nothing to clear.</source>
            <translation>Ya no hay ningún estado; no hay nada que borrar.</translation>
        </message>
        <message>
            <source>Your status is another one now; press Set if it is to be cleared then.</source>
            <translation>Su estado ha cambiado; pulse Establecer si es este el que debe borrarse entonces.</translation>
        </message>
        <message>
            <source>Clear Status At</source>
            <translation>Cuándo borrar el estado</translation>
        </message>
    </context>
    <context>
        <name>Preset</name>
        <message>
            <source>📅 In a meeting</source>
            <translation>📅 En una reunión</translation>
        </message>
        <message>
            <source>🍽 Lunch</source>
            <translation>🍽 Almuerzo</translation>
        </message>
        <message>
            <source>🚌 Commuting</source>
            <translation>🚌 De camino</translation>
        </message>
        <message>
            <source>🏠 Working from home</source>
            <translation>🏠 Trabajando desde casa</translation>
        </message>
        <message>
            <source>🤒 Out sick</source>
            <translation>🤒 Con baja médica</translation>
        </message>
        <message>
            <source>🌴 On vacation</source>
            <translation>🌴 De vacaciones</translation>
        </message>
    </context>
    <context>
        <name>Presets</name>
        <message>
            <source>Import…</source>
            <translation>Importar…</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Exportar…</translation>
        </message>
        <message>
            <source>Add Them</source>
            <translation>Añadirlas</translation>
        </message>
        <message>
            <source>Replace All</source>
            <translation>Sustituir todas</translation>
        </message>
        <message numerus="yes">
            <source>“{file}” has %n preset(s).</source>
            <translation>
                <numerusform>«{file}» tiene %n plantilla.</numerusform>
                <numerusform>«{file}» tiene %n plantillas.</numerusform>
            </translation>
        </message>
        <message>
            <source>Import Presets</source>
            <translation>Importar plantillas</translation>
        </message>
        <message>
            <source>Export Presets</source>
            <translation>Exportar plantillas</translation>
        </message>
        <message>
            <source>The presets were added.</source>
            <translation>Se añadieron las plantillas.</translation>
        </message>
        <message>
            <source>The presets were replaced.</source>
            <translation>Se sustituyeron las plantillas.</translation>
        </message>
        <message>
            <source>Presets (*.toml)</source>
            <translation>Plantillas (*.toml)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>Todos los archivos (*)</translation>
        </message>
        <message numerus="yes">
            <source>Adding them leaves out %n duplicate(s).</source>
            <translation>
                <numerusform>Al añadirlas se omite %n duplicada.</numerusform>
                <numerusform>Al añadirlas se omiten %n duplicadas.</numerusform>
            </translation>
        </message>
        <message>
            <source>“{file}” cannot be read: {reason}.</source>
            <translation>No se puede leer «{file}»: {reason}.</translation>
        </message>
        <message>
            <source>“{file}” cannot be written: {reason}.</source>
            <translation>No se puede escribir «{file}»: {reason}.</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Texto</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Añadir</translation>
        </message>
        <message>
            <source>Stays</source>
            <translation>Permanece</translation>
        </message>
        <message>
            <source>Other…</source>
            <translation>Otra…</translation>
        </message>
        <message>
            <source>such as 45m, 1h30m or 2d</source>
            <translation>por ejemplo 45m, 1h30m o 2d</translation>
        </message>
        <message>
            <source>Duration</source>
            <translation>Duración</translation>
        </message>
        <message>
            <source>As usual</source>
            <translation>La habitual</translation>
        </message>
        <message>
            <source>Away</source>
            <translation>Ausente</translation>
        </message>
        <message>
            <source>Do not disturb</source>
            <translation>No molestar</translation>
        </message>
        <message>
            <source>Extended away</source>
            <translation>Ausencia prolongada</translation>
        </message>
        <message>
            <source>Availability</source>
            <translation>Disponibilidad</translation>
        </message>
        <message>
            <source>New preset</source>
            <translation>Plantilla nueva</translation>
        </message>
        <message>
            <source>Preset</source>
            <translation>Plantilla</translation>
        </message>
        <message>
            <source>The first {number} are in the menu; drag them, or press Alt+Up and Alt+Down.</source>
            <translation>Las {number} primeras están en el menú; arrástrelas, o pulse Alt+Arriba y Alt+Abajo.</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Nueva</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Eliminar</translation>
        </message>
        <message>
            <source>Move Up</source>
            <translation>Subir</translation>
        </message>
        <message>
            <source>Move Down</source>
            <translation>Bajar</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Deshacer</translation>
        </message>
        <message>
            <source>Presets</source>
            <translation>Plantillas</translation>
        </message>
        <message>
            <source>“{text}” was deleted.</source>
            <translation>Se eliminó «{text}».</translation>
        </message>
        <message>
            <source>There is a preset with this text already; type another one.</source>
            <translation>Ya hay una plantilla con este texto; escriba otro.</translation>
        </message>
    </context>
    <context>
        <name>Quit</name>
        <message>
            <source>Quit Status Tray</source>
            <translation>Salir de Status Tray</translation>
        </message>
        <message>
            <source>Your status is set. What shall become of it?</source>
            <translation>Tiene un estado. ¿Qué se hace con él?</translation>
        </message>
        <message>
            <source>Remember, and do not ask again</source>
            <translation>Recordar y no volver a preguntar</translation>
        </message>
        <message>
            <source>Keep (stays until Status Tray runs again)</source>
            <translation>Conservar (permanece hasta que Status Tray vuelva a funcionar)</translation>
        </message>
        <message>
            <source>Clear and Quit</source>
            <translation>Borrar y salir</translation>
        </message>
    </context>
    <context>
        <name>Refusal</name>
        <message>
            <source>this was written by a later Status Tray (version {version} of the format, this one knows {known})</source>
            <translation>esto lo escribió una versión posterior de Status Tray (versión {version} del formato; esta conoce la {known})</translation>
        </message>
        <message>
            <source>{file}, line {line}, column {column}: {reason} Correct the file and try again.</source>
            <translation>{file}, línea {line}, columna {column}: {reason} Corrija el archivo y vuelva a intentarlo.</translation>
        </message>
        <message>
            <source>{file}, line {line}, column {column}: {reason}; correct the file and try again.</source>
            <translation>{file}, línea {line}, columna {column}: {reason}; corrija el archivo y vuelva a intentarlo.</translation>
        </message>
        <message>
            <source>has no “text”; it is left out.</source>
            <translation>no tiene «text»; se omite.</translation>
        </message>
        <message>
            <source>is left out: {reason}</source>
            <translation>se omite: {reason}</translation>
        </message>
        <message>
            <source>does not count: {reason}</source>
            <translation>no cuenta: {reason}</translation>
        </message>
        <message>
            <source>“{typed}” is in the past; name a moment that is to come.</source>
            <translation>«{typed}» ya ha pasado; indique un momento que esté por venir.</translation>
        </message>
        <message>
            <source>“{typed}” is no duration; write it like 30s, 45m, 1h30m, 1d or today.</source>
            <translation>«{typed}» no es una duración; escríbala como 30s, 45m, 1h30m, 1d o today.</translation>
        </message>
        <message>
            <source>The duration must be more than nothing and at most 366 days.</source>
            <translation>La duración debe ser mayor que cero y de 366 días como mucho.</translation>
        </message>
        <message>
            <source>The moment must be within 366 days.</source>
            <translation>El momento debe estar dentro de los próximos 366 días.</translation>
        </message>
        <message>
            <source>“{typed}” is no time of day; write it like 15:30.</source>
            <translation>«{typed}» no es una hora; escríbala como 15:30.</translation>
        </message>
        <message>
            <source>“{typed}” is no time; write it like 15:30 or 2026-12-24T18:00.</source>
            <translation>«{typed}» no es un momento; escríbalo como 15:30 o 2026-12-24T18:00.</translation>
        </message>
        <message>
            <source>The address has a space or an invisible character in it.</source>
            <translation>La dirección contiene un espacio o un carácter invisible.</translation>
        </message>
        <message>
            <source>“{typed}” names a device; leave out the part from the slash on.</source>
            <translation>«{typed}» nombra un dispositivo; omita la parte a partir de la barra.</translation>
        </message>
        <message>
            <source>“{typed}” is no XMPP address; it should look like name@example.org.</source>
            <translation>«{typed}» no es una dirección XMPP; debería ser como nombre@example.org.</translation>
        </message>
        <message>
            <source>“{typed}” has a character that an XMPP address cannot have.</source>
            <translation>«{typed}» tiene un carácter que una dirección XMPP no puede tener.</translation>
        </message>
        <message>
            <source>“{typed}” is no server name.</source>
            <translation>«{typed}» no es un nombre de servidor.</translation>
        </message>
        <message>
            <source>The address is too long.</source>
            <translation>La dirección es demasiado larga.</translation>
        </message>
        <message>
            <source>The presets were changed elsewhere meanwhile; look at them and try again.</source>
            <translation>Las plantillas se cambiaron en otro sitio mientras tanto; mírelas y vuelva a intentarlo.</translation>
        </message>
        <message>
            <source>A preset is in several places of the configuration file; change the order there.</source>
            <translation>Una plantilla está en varios lugares del archivo de configuración; cambie el orden allí.</translation>
        </message>
        <message>
            <source>The configuration was changed elsewhere meanwhile; this cannot be undone any more.</source>
            <translation>La configuración se cambió en otro sitio mientras tanto; esto ya no se puede deshacer.</translation>
        </message>
        <message>
            <source>this is too large for a file of presets</source>
            <translation>es demasiado grande para un archivo de plantillas</translation>
        </message>
        <message>
            <source>“{key}” {problem}</source>
            <translation>«{key}» {problem}</translation>
        </message>
        <message>
            <source>there is no [[preset]] in this</source>
            <translation>no contiene ningún [[preset]]</translation>
        </message>
        <message>
            <source>“{typed}” is no server; write it like {example}.</source>
            <translation>«{typed}» no es un servidor; escríbalo como {example}.</translation>
        </message>
        <message>
            <source>“{typed}” is no server; an IPv6 address with a port looks like [::1]:5222.</source>
            <translation>«{typed}» no es un servidor; una dirección IPv6 con puerto es como [::1]:5222.</translation>
        </message>
        <message>
            <source>“{typed}” has no valid port; a port is a number from 1 to 65535.</source>
            <translation>«{typed}» no tiene un puerto válido; un puerto es un número del 1 al 65535.</translation>
        </message>
        <message>
            <source>The status is empty; type a text, or clear the status.</source>
            <translation>El estado está vacío; escriba un texto, o borre el estado.</translation>
        </message>
        <message>
            <source>The status is longer than {limit} characters; shorten it and try again.</source>
            <translation>El estado tiene más de {limit} caracteres; acórtelo y vuelva a intentarlo.</translation>
        </message>
        <message>
            <source>The status has a control character ({code}) in it; remove it and try again.</source>
            <translation>El estado contiene un carácter de control ({code}); quítelo y vuelva a intentarlo.</translation>
        </message>
        <message>
            <source>“{name}” is not written as {form} in the configuration file; change it there.</source>
            <translation>«{name}» no está escrito como {form} en el archivo de configuración; cámbielo allí.</translation>
        </message>
        <message>
            <source>The configuration file cannot be changed by itself ({reason}).</source>
            <translation>El archivo de configuración no se puede cambiar automáticamente ({reason}).</translation>
        </message>
        <message>
            <source>it does not count</source>
            <translation>no cuenta</translation>
        </message>
        <message>
            <source>must be tables, each beginning with {form}; it does not count.</source>
            <translation>deben ser tablas que empiecen por {form}; no cuenta.</translation>
        </message>
        <message>
            <source>must be a text in quotes; it does not count.</source>
            <translation>debe ser un texto entre comillas; no cuenta.</translation>
        </message>
        <message>
            <source>must be one of {choices}; {otherwise}.</source>
            <translation>debe ser uno de {choices}; {otherwise}.</translation>
        </message>
        <message>
            <source>{choice} is used</source>
            <translation>se usa {choice}</translation>
        </message>
        <message>
            <source>“{path}” cannot be read: {reason}.</source>
            <translation>No se puede leer «{path}»: {reason}.</translation>
        </message>
        <message>
            <source>“{path}” cannot be written: {reason}.</source>
            <translation>No se puede escribir «{path}»: {reason}.</translation>
        </message>
        <message>
            <source>“{path}” cannot be removed: {reason}.</source>
            <translation>No se puede eliminar «{path}»: {reason}.</translation>
        </message>
        <message>
            <source>in memory</source>
            <translation>en memoria</translation>
        </message>
        <message>
            <source>in “{path}”</source>
            <translation>en «{path}»</translation>
        </message>
        <message>
            <source>The file “{path}” was written by a newer version of Status Tray; update Status Tray, or use another profile.</source>
            <translation>El archivo «{path}» lo escribió una versión más reciente de Status Tray; actualice Status Tray, o use otro perfil.</translation>
        </message>
        <message>
            <source>What Status Tray remembers ({place}) could not be opened: {reason}.</source>
            <translation>No se pudo abrir lo que Status Tray recuerda ({place}): {reason}.</translation>
        </message>
        <message>
            <source>What Status Tray remembers ({place}) could not be read: {reason}.</source>
            <translation>No se pudo leer lo que Status Tray recuerda ({place}): {reason}.</translation>
        </message>
        <message>
            <source>What Status Tray remembers ({place}) could not be written: {reason}.</source>
            <translation>No se pudo escribir lo que Status Tray recuerda ({place}): {reason}.</translation>
        </message>
        <message>
            <source>the disk is full</source>
            <translation>el disco está lleno</translation>
        </message>
        <message>
            <source>another program has locked it</source>
            <translation>otro programa lo tiene bloqueado</translation>
        </message>
        <message>
            <source>it is write-protected or its directory is</source>
            <translation>está protegido contra escritura, o lo está su carpeta</translation>
        </message>
        <message>
            <source>A path that is no UTF-8 cannot be written into a desktop entry.</source>
            <translation>Una ruta que no es UTF-8 no se puede escribir en una entrada de escritorio.</translation>
        </message>
        <message>
            <source>Others can write to “{path}”; choose a directory of your own.</source>
            <translation>Otros pueden escribir en «{path}»; elija una carpeta propia.</translation>
        </message>
        <message>
            <source>The profile directory “{path}” cannot be written.</source>
            <translation>No se puede escribir en la carpeta del perfil «{path}».</translation>
        </message>
        <message>
            <source>The profile directory “{path}” cannot be used: {reason}.</source>
            <translation>No se puede usar la carpeta del perfil «{path}»: {reason}.</translation>
        </message>
        <message>
            <source>What Status Tray remembers is closed already.</source>
            <translation>Lo que Status Tray recuerda ya está cerrado.</translation>
        </message>
    </context>
    <context>
        <name>Rule</name>
        <message>
            <source>Default ({rule})</source>
            <translation>Predeterminado ({rule})</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>Desactivadas</translation>
        </message>
        <message>
            <source>List only</source>
            <translation>Solo lista</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>Siempre</translation>
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message>
            <source>Start Status Tray when I log in</source>
            <translation>Iniciar Status Tray al iniciar sesión</translation>
        </message>
        <message>
            <source>Not saved: asked for at each start</source>
            <translation>No guardada: se pide en cada inicio</translation>
        </message>
        <message>
            <source>Remove {account} from Status Tray? Its saved password goes too, and what is remembered of its contacts. The account itself stays on its server, and so does its status.</source>
            <translation>¿Quitar {account} de Status Tray? También se elimina su contraseña guardada, y lo que se recuerda de sus contactos. La cuenta permanece en su servidor, y su estado también.</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Quitar</translation>
        </message>
        <message>
            <source>not used</source>
            <translation>sin usar</translation>
        </message>
        <message>
            <source>{server}, direct TLS</source>
            <translation>{server}, TLS directo</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Cuentas</translation>
        </message>
        <message>
            <source>Use this account</source>
            <translation>Usar esta cuenta</translation>
        </message>
        <message>
            <source>Server…</source>
            <translation>Servidor…</translation>
        </message>
        <message>
            <source>Forget Certificate</source>
            <translation>Olvidar el certificado</translation>
        </message>
        <message>
            <source>Remove…</source>
            <translation>Quitar…</translation>
        </message>
        <message>
            <source>One status for all accounts</source>
            <translation>Un solo estado para todas las cuentas</translation>
        </message>
        <message>
            <source>Trusted certificate</source>
            <translation>Certificado de confianza</translation>
        </message>
        <message>
            <source>From the left: no status, set, connecting, offline, needs you.</source>
            <translation>De izquierda a derecha: sin estado, establecido, conectando, desconectado, requiere su atención.</translation>
        </message>
        <message>
            <source>Contacts are asked for theirs while they are in view in the window; nothing of yours is shown to them.</source>
            <translation>A los contactos se les pide la suya mientras están a la vista en la ventana; de usted no se les muestra nada.</translation>
        </message>
        <message>
            <source>Show contacts' pictures</source>
            <translation>Mostrar las imágenes de los contactos</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Idioma</translation>
        </message>
        <message>
            <source>The system's</source>
            <translation>El del sistema</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>Automático</translation>
        </message>
        <message>
            <source>Light, for dark panels</source>
            <translation>Claro, para paneles oscuros</translation>
        </message>
        <message>
            <source>Dark, for light panels</source>
            <translation>Oscuro, para paneles claros</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>En color</translation>
        </message>
        <message>
            <source>Icon in the panel</source>
            <translation>Icono en el panel</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Contactos</translation>
        </message>
        <message>
            <source>Ask</source>
            <translation>Preguntar</translation>
        </message>
        <message>
            <source>Keep it: it stays until Status Tray runs again</source>
            <translation>Conservarlo: permanece hasta que Status Tray vuelva a funcionar</translation>
        </message>
        <message>
            <source>Clear it</source>
            <translation>Borrarlo</translation>
        </message>
        <message>
            <source>When Status Tray quits while a status is set</source>
            <translation>Al salir de Status Tray con un estado establecido</translation>
        </message>
        <message>
            <source>Contacts with a rule of their own</source>
            <translation>Contactos con una regla propia</translation>
        </message>
        <message>
            <source>Rule of the chosen contact</source>
            <translation>Regla del contacto elegido</translation>
        </message>
        <message>
            <source>Remove Rule</source>
            <translation>Quitar la regla</translation>
        </message>
        <message>
            <source>{name}, contact of {account}</source>
            <translation>{name}, contacto de {account}</translation>
        </message>
        <message>
            <source>{name}: {rule}</source>
            <translation>{name}: {rule}</translation>
        </message>
        <message>
            <source>All contacts</source>
            <translation>Todos los contactos</translation>
        </message>
        <message>
            <source>Only contacts whose rule is “Always”</source>
            <translation>Solo los contactos cuya regla sea «Siempre»</translation>
        </message>
        <message>
            <source>Nobody yet. “Mute” on a notification adds a contact.</source>
            <translation>Nadie todavía. «Silenciar» en una notificación añade un contacto.</translation>
        </message>
        <message>
            <source>Notify me about</source>
            <translation>Avisarme de</translation>
        </message>
        <message>
            <source>{name} ({address})</source>
            <translation>{name} ({address})</translation>
        </message>
        <message>
            <source>These contacts may see when you are online, and with that your status.</source>
            <translation>Estos contactos pueden ver cuándo está en línea y, con ello, su estado.</translation>
        </message>
        <message>
            <source>No longer let {contact} see your status, and when you are online? This is for your chat program too. {account} connects again for it.</source>
            <translation>¿No dejar que {contact} vea más su estado ni cuándo está en línea? Esto vale también para su programa de chat. {account} se vuelve a conectar para ello.</translation>
        </message>
        <message>
            <source>{name} – {address}, with {account}</source>
            <translation>{name} – {address}, con {account}</translation>
        </message>
        <message>
            <source>{name} – {address}</source>
            <translation>{name} – {address}</translation>
        </message>
        <message>
            <source>Who sees your status</source>
            <translation>Quién ve su estado</translation>
        </message>
        <message>
            <source>Revoke…</source>
            <translation>Revocar…</translation>
        </message>
        <message>
            <source>Show my status in my presence too</source>
            <translation>Mostrar mi estado también en mi presencia</translation>
        </message>
        <message>
            <source>Revoke</source>
            <translation>Revocar</translation>
        </message>
        <message>
            <source>Nobody may see your status.</source>
            <translation>Nadie puede ver su estado.</translation>
        </message>
        <message>
            <source>Contacts are known once the account has been connected.</source>
            <translation>Los contactos se conocen en cuanto la cuenta se haya conectado.</translation>
        </message>
        <message>
            <source>General</source>
            <translation>General</translation>
        </message>
        <message>
            <source>Notifications</source>
            <translation>Notificaciones</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Apariencia</translation>
        </message>
        <message>
            <source>Privacy</source>
            <translation>Privacidad</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Configuración</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Páginas</translation>
        </message>
    </context>
    <context>
        <name>Time</name>
        <message>
            <source>{time}</source>
            <comment>after “until”</comment>
            <translation>las {time}</translation>
        </message>
        <message>
            <source>today {time}</source>
            <translation>hoy a las {time}</translation>
        </message>
        <message>
            <source>d MMM yyyy</source>
            <comment>date format of QLocale</comment>
            <translation>d MMM yyyy</translation>
        </message>
        <message>
            <source>today</source>
            <translation>hoy</translation>
        </message>
        <message>
            <source>until midnight</source>
            <translation>hasta medianoche</translation>
        </message>
        <message>
            <source>until {moment}</source>
            <translation>hasta {moment}</translation>
        </message>
        <message>
            <source>{duration} left</source>
            <translation>quedan {duration}</translation>
        </message>
        <message>
            <source>Clears at midnight</source>
            <translation>Se borra a medianoche</translation>
        </message>
        <message>
            <source>Clears {moment}</source>
            <translation>Se borra {moment}</translation>
        </message>
        <message>
            <source>{day} {time}</source>
            <translation>{day} a las {time}</translation>
        </message>
        <message>
            <source>d MMM</source>
            <comment>date format of QLocale</comment>
            <translation>d MMM</translation>
        </message>
        <message>
            <source>{count} d</source>
            <comment>days</comment>
            <translation>{count} d</translation>
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
            <translation>Este momento ya ha pasado; elija uno que esté por venir.</translation>
        </message>
        <message>
            <source>This is more than 366 days away; pick an earlier moment.</source>
            <translation>Faltan más de 366 días; elija un momento anterior.</translation>
        </message>
        <message>
            <source>This is no moment; pick a date and a time.</source>
            <translation>Esto no es un momento; elija una fecha y una hora.</translation>
        </message>
        <message>
            <source>tomorrow {time}</source>
            <translation>mañana a las {time}</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message>
            <source>Status Tray — no account yet</source>
            <translation>Status Tray — todavía no hay ninguna cuenta</translation>
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
            <translation>Algo salió mal en el propio Status Tray; el registro tiene los detalles.</translation>
        </message>
        <message>
            <source>Status Tray was updated. Restart it to finish updating.</source>
            <translation>Status Tray se ha actualizado. Reinícielo para terminar la actualización.</translation>
        </message>
        <message>
            <source>{reason} Nothing will be remembered after this run.</source>
            <translation>{reason} No se recordará nada después de esta ejecución.</translation>
        </message>
        <message>
            <source>Something went wrong – see the log</source>
            <translation>Algo salió mal – ver el registro</translation>
        </message>
        <message>
            <source>Cannot save – what you set may be forgotten</source>
            <translation>No se puede guardar – sus cambios podrían perderse</translation>
        </message>
        <message>
            <source>Profile not writable – nothing will be remembered</source>
            <translation>No se puede escribir en el perfil – no se recordará nada</translation>
        </message>
        <message>
            <source>Restart to Finish Updating</source>
            <translation>Reiniciar para terminar la actualización</translation>
        </message>
    </context>
    <context>
        <name>Window</name>
        <message>
            <source>via presence</source>
            <translation>por presencia</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Atrás</translation>
        </message>
        <message>
            <source>Copy Status</source>
            <translation>Copiar el estado</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Estado</translation>
        </message>
        <message>
            <source>Last changes</source>
            <translation>Últimos cambios</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Detalles</translation>
        </message>
        <message>
            <source>Address:</source>
            <translation>Dirección:</translation>
        </message>
        <message>
            <source>Account:</source>
            <translation>Cuenta:</translation>
        </message>
        <message>
            <source>Notify:</source>
            <translation>Avisar:</translation>
        </message>
        <message>
            <source>since {time}</source>
            <translation>desde {time}</translation>
        </message>
        <message>
            <source>, </source>
            <comment>between groups</comment>
            <translation>, </translation>
        </message>
        <message>
            <source>Groups:</source>
            <translation>Grupos:</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Contactos</translation>
        </message>
        <message>
            <source>Copy Address</source>
            <translation>Copiar la dirección</translation>
        </message>
        <message>
            <source>Tell Me When This Clears</source>
            <translation>Avisarme cuando este estado se borre</translation>
        </message>
        <message>
            <source>Tell Me When This Changes</source>
            <translation>Avisarme cuando este estado cambie</translation>
        </message>
        <message>
            <source>Notify</source>
            <translation>Avisar</translation>
        </message>
        <message>
            <source>Details…</source>
            <translation>Detalles…</translation>
        </message>
        <message>
            <source>{name}: {status}</source>
            <translation>{name}: {status}</translation>
        </message>
        <message>
            <source>could not be asked – check the address</source>
            <translation>no se le pudo preguntar – compruebe la dirección</translation>
        </message>
        <message>
            <source>waiting for permission</source>
            <translation>esperando permiso</translation>
        </message>
        <message>
            <source>Off – not shown</source>
            <translation>Desactivado – no se muestra</translation>
        </message>
        <message>
            <source>No status</source>
            <translation>Sin estado</translation>
        </message>
        <message>
            <source>{name}: {status}, via presence</source>
            <translation>{name}: {status}, por presencia</translation>
        </message>
        <message>
            <source>{contact}. {marks}</source>
            <translation>{contact}. {marks}</translation>
        </message>
        <message>
            <source>{contact}, since {time}</source>
            <translation>{contact}, desde {time}</translation>
        </message>
        <message>
            <source>Muted.</source>
            <translation>Silenciado.</translation>
        </message>
        <message>
            <source>You will be told when this clears.</source>
            <translation>Se le avisará cuando este estado se borre.</translation>
        </message>
        <message>
            <source>You will be told when this changes.</source>
            <translation>Se le avisará cuando este estado cambie.</translation>
        </message>
        <message>
            <source>by {time}</source>
            <translation>antes de {time}</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>No se encontró nada</translation>
        </message>
        <message>
            <source>Search contacts</source>
            <translation>Buscar contactos</translation>
        </message>
        <message>
            <source>Add Contact…</source>
            <translation>Añadir contacto…</translation>
        </message>
        <message numerus="yes">
            <source>%n contact(s) found</source>
            <translation>
                <numerusform>%n contacto encontrado</numerusform>
                <numerusform>%n contactos encontrados</numerusform>
            </translation>
        </message>
        <message>
            <source>What are you doing?</source>
            <translation>¿Qué está haciendo?</translation>
        </message>
        <message>
            <source>Your status</source>
            <translation>Su estado</translation>
        </message>
        <message>
            <source>Set</source>
            <translation>Establecer</translation>
        </message>
        <message>
            <source>All contacts</source>
            <translation>Todos los contactos</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>Grupo</translation>
        </message>
        <message>
            <source>No group</source>
            <translation>Sin grupo</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Cuenta</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Borrar</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>Menú</translation>
        </message>
        <message>
            <source>The status could not be set.</source>
            <translation>No se pudo establecer el estado.</translation>
        </message>
        <message>
            <source>OK</source>
            <translation>Aceptar</translation>
        </message>
        <message>
            <source>The log could not be shown; it is the file “{path}”.</source>
            <translation>No se pudo mostrar el registro; es el archivo «{path}».</translation>
        </message>
        <message>
            <source>Offline – your contacts appear when connected.</source>
            <translation>Desconectado – sus contactos aparecen al conectar.</translation>
        </message>
        <message>
            <source>No tray was found. Add a system tray (“Status Tray Plugin”, “System Tray”) to your panel; until then this window does everything the icon would.</source>
            <translation>No se encontró ninguna bandeja del sistema. Añada una («Complemento de bandeja de estado», «Bandeja del sistema») a su panel; hasta entonces esta ventana hace todo lo que haría el icono.</translation>
        </message>
        <message>
            <source>Add an account to see your contacts here.</source>
            <translation>Añada una cuenta para ver aquí sus contactos.</translation>
        </message>
        <message>
            <source>No contacts yet. People you add, here or in your chat program, appear here.</source>
            <translation>Todavía no hay contactos. Las personas que añada, aquí o en su programa de chat, aparecen aquí.</translation>
        </message>
        <message>
            <source>Loading contacts…</source>
            <translation>Cargando los contactos…</translation>
        </message>
        <message>
            <source>This desktop shows no tray icons. Install and switch on the GNOME extension “AppIndicator and KStatusNotifierItem Support”; until then this window does everything the icon would.</source>
            <translation>Este escritorio no muestra iconos de bandeja. Instale y active la extensión de GNOME «AppIndicator and KStatusNotifierItem Support»; hasta entonces esta ventana hace todo lo que haría el icono.</translation>
        </message>
        <message>
            <source>Status Tray</source>
            <translation>Status Tray</translation>
        </message>
        <message>
            <source>Offline – as of {time}</source>
            <translation>Desconectado – datos de {time}</translation>
        </message>
        <message>
            <source>Connecting – as last known</source>
            <translation>Conectando – lo último conocido</translation>
        </message>
        <message>
            <source>Offline – as last known</source>
            <translation>Desconectado – lo último conocido</translation>
        </message>
    </context>
</TS>
