<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
    <context>
        <name>About</name>
        <message>
            <source>Copied</source>
            <translation>نُسخ</translation>
        </message>
        <message>
            <source>About Status Tray</source>
            <translation>حول Status Tray</translation>
        </message>
        <message>
            <source>Third-Party Notices</source>
            <translation>إشعارات الأطراف الثالثة</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>نسخ</translation>
        </message>
        <message>
            <source>Copies version, libraries and system, for a report</source>
            <translation>ينسخ الإصدار والمكتبات والنظام، من أجل بلاغ</translation>
        </message>
        <message>
            <source>Says what you are doing, and tells you quietly when a contact's status changes.</source>
            <translation>يخبر بما تفعله، وينبّهك بهدوء عندما تتغيّر حالة جهة اتصال.</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>الإصدار</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>الرخصة</translation>
        </message>
        <message>
            <source>Runs with</source>
            <translation>يعمل باستخدام</translation>
        </message>
        <message>
            <source>System</source>
            <translation>النظام</translation>
        </message>
    </context>
    <context>
        <name>Account</name>
        <message>
            <source>Status Tray shows your contacts what you are doing, beside the chat program that you use. Sign in with the same XMPP account.</source>
            <translation>يُري Status Tray جهات اتصالك ما تفعله، إلى جانب برنامج المحادثة الذي تستخدمه. سجّل الدخول بحساب XMPP نفسه.</translation>
        </message>
        <message>
            <source>Add Account</source>
            <translation>إضافة حساب</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>الخادوم</translation>
        </message>
        <message>
            <source>Most servers are found by the address: then nothing needs to be filled in here.</source>
            <translation>تُعرف معظم الخواديم من العنوان: لا حاجة عندئذ إلى ملء شيء هنا.</translation>
        </message>
        <message>
            <source>If your server has a certificate authority of its own, name its file here. Ask whoever runs the server for it, and take it from no one else. With no file, the authorities count that this computer knows.</source>
            <translation>إن كانت لخادومك سلطة شهادات خاصة به فاذكر ملفها هنا. اطلبه ممن يدير الخادوم ولا تأخذه من غيره. ومن دون ملف تُعتمد السلطات التي يعرفها هذا الحاسوب.</translation>
        </message>
        <message>
            <source>Checking the account…</source>
            <translation>يُفحَص الحساب…</translation>
        </message>
        <message>
            <source>Add Anyway</source>
            <translation>إضافة على أي حال</translation>
        </message>
        <message>
            <source>Review Certificate…</source>
            <translation>مراجعة الشهادة…</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>إضافة</translation>
        </message>
        <message>
            <source>Change Password</source>
            <translation>تغيير كلمة السر</translation>
        </message>
        <message>
            <source>Sign In</source>
            <translation>تسجيل الدخول</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>حفظ</translation>
        </message>
        <message>
            <source>Save Anyway</source>
            <translation>حفظ على أي حال</translation>
        </message>
        <message>
            <source>Password Needed</source>
            <translation>كلمة السر مطلوبة</translation>
        </message>
        <message>
            <source>Not saved: used until Status Tray ends</source>
            <translation>غير محفوظة: تُستخدم حتى ينتهي Status Tray</translation>
        </message>
        <message>
            <source>Certificate Not Trusted</source>
            <translation>الشهادة غير موثوقة</translation>
        </message>
        <message>
            <source>Try Again</source>
            <translation>إعادة المحاولة</translation>
        </message>
        <message>
            <source>Not saved: the keyring is locked</source>
            <translation>غير محفوظة: حلقة المفاتيح مقفلة</translation>
        </message>
        <message>
            <source>Not saved: no keyring found</source>
            <translation>غير محفوظة: لم يُعثر على حلقة مفاتيح</translation>
        </message>
        <message>
            <source>While this runs, contacts see you as “extended away”, never offline.</source>
            <translation>ما دام هذا البرنامج يعمل تراك جهات اتصالك «غائبًا لمدة طويلة»، ولا تراك غير متصل أبدًا.</translation>
        </message>
        <message>
            <source>Saved in your system keyring</source>
            <translation>محفوظة في حلقة مفاتيح النظام</translation>
        </message>
        <message>
            <source>name@example.org</source>
            <translation>name@example.org</translation>
        </message>
        <message>
            <source>found by the address</source>
            <translation>يُعرف من العنوان</translation>
        </message>
        <message>
            <source>Direct TLS (not STARTTLS)</source>
            <translation>‏TLS مباشر (لا STARTTLS)</translation>
        </message>
        <message>
            <source>none but the system's</source>
            <translation>لا شيء غير شهادات النظام</translation>
        </message>
        <message>
            <source>Browse…</source>
            <translation>استعراض…</translation>
        </message>
        <message>
            <source>The CA file “{path}” does not exist; choose another one.</source>
            <translation>لا وجود لملف سلطة الشهادات «{path}»؛ اختر ملفًا آخر.</translation>
        </message>
        <message>
            <source>Advanced</source>
            <translation>متقدم</translation>
        </message>
        <message>
            <source>Choose a CA File</source>
            <translation>اختيار ملف سلطة شهادات</translation>
        </message>
        <message>
            <source>Certificates (*.pem *.crt *.cer)</source>
            <translation>الشهادات (*.pem *.crt *.cer)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>كل الملفات (*)</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>العنوان</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>كلمة السر</translation>
        </message>
        <message>
            <source>CA file</source>
            <translation>ملف سلطة الشهادات</translation>
        </message>
        <message>
            <source>If the password was changed elsewhere, give the new one here. It is tried before it takes the old one's place; your server's own password is not changed.</source>
            <translation>إن غُيّرت كلمة السر في مكان آخر فأدخل الجديدة هنا. تُجرَّب قبل أن تحل محل القديمة؛ ولا تتغير كلمة السر في خادومك.</translation>
        </message>
    </context>
    <context>
        <name>Certificate</name>
        <message>
            <source>Trust it only when whoever runs the server has told you the same fingerprint, in another way than by this connection. From then on this account takes this certificate and no other.</source>
            <translation>لا تثق بها إلا إذا أخبرك من يدير الخادوم بالبصمة نفسها بطريقة غير هذا الاتصال. من الآن فصاعدًا يقبل هذا الحساب هذه الشهادة دون غيرها.</translation>
        </message>
        <message>
            <source>Either the server has a new certificate, or somebody is in between and would read along. Whoever runs the server can tell you which: trust the new one only when they have told you its fingerprint, in another way than by this connection.</source>
            <translation>إما أن للخادوم شهادة جديدة، وإما أن أحدًا قد توسّط ويقدر على قراءة كل شيء. من يدير الخادوم يقدر على إخبارك: لا تثق بالجديدة إلا إذا أخبرك ببصمتها بطريقة غير هذا الاتصال.</translation>
        </message>
        <message>
            <source>{host}, at {address}</source>
            <translation>{host}، على {address}</translation>
        </message>
        <message numerus="yes">
            <source>{names} and %n more</source>
            <translation>
                <numerusform>{names}</numerusform>
                <numerusform>{names} وواحد آخر</numerusform>
                <numerusform>{names} واثنان آخران</numerusform>
                <numerusform>{names} و%Ln آخرون</numerusform>
                <numerusform>{names} و%Ln آخرون</numerusform>
                <numerusform>{names} و%Ln آخرون</numerusform>
            </translation>
        </message>
        <message>
            <source>a pin that is no fingerprint; see the configuration file</source>
            <translation>قيمة ليست بصمة؛ انظر ملف الإعدادات</translation>
        </message>
        <message>
            <source>Certificate Changed</source>
            <translation>تغيّرت الشهادة</translation>
        </message>
        <message>
            <source>Review Certificate</source>
            <translation>مراجعة الشهادة</translation>
        </message>
        <message>
            <source>Asking the server…</source>
            <translation>يُسأَل الخادوم…</translation>
        </message>
        <message>
            <source>Use a CA File…</source>
            <translation>استخدام ملف سلطة شهادات…</translation>
        </message>
        <message>
            <source>Trust This Certificate</source>
            <translation>الوثوق بهذه الشهادة</translation>
        </message>
        <message>
            <source>{begins} – {ends}</source>
            <translation>{begins} – {ends}</translation>
        </message>
        <message>
            <source>, </source>
            <comment>between names</comment>
            <translation>، </translation>
        </message>
        <message>
            <source>Nothing of it can be read but the fingerprint.</source>
            <translation>لا يمكن قراءة شيء منها غير البصمة.</translation>
        </message>
        <message>
            <source>It is self-signed: nobody else vouches for it.</source>
            <translation>إنها موقّعة ذاتيًا: لا أحد غيرها يشهد لها.</translation>
        </message>
        <message>
            <source>It has expired, or this computer's clock is wrong.</source>
            <translation>انتهت صلاحيتها، أو أن ساعة هذا الحاسوب خاطئة.</translation>
        </message>
        <message>
            <source>It is not valid yet, or this computer's clock is wrong.</source>
            <translation>لم تبدأ صلاحيتها بعد، أو أن ساعة هذا الحاسوب خاطئة.</translation>
        </message>
        <message>
            <source>It is for another server: “{host}” is not among its names.</source>
            <translation>إنها لخادوم آخر: «{host}» ليس من أسمائها.</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>الخادوم</translation>
        </message>
        <message>
            <source>Issued for</source>
            <translation>صادرة لـ</translation>
        </message>
        <message>
            <source>Issued by</source>
            <translation>صادرة عن</translation>
        </message>
        <message>
            <source>Valid</source>
            <translation>الصلاحية</translation>
        </message>
        <message>
            <source>Fingerprint (SHA-256)</source>
            <translation>البصمة (SHA-256)</translation>
        </message>
        <message>
            <source>Trusted until now</source>
            <translation>موثوقة حتى الآن</translation>
        </message>
        <message>
            <source>It is the one that you trusted before.</source>
            <translation>إنها الشهادة التي وثقت بها من قبل.</translation>
        </message>
    </context>
    <context>
        <name>Contact</name>
        <message>
            <source>The contact is asked whether you may see the status. Until there is an answer, the list says “waiting for permission”.</source>
            <translation>تُسأل جهة الاتصال إن كان لك أن ترى حالتها. وحتى يأتي الرد تعرض القائمة «بانتظار الإذن».</translation>
        </message>
        <message>
            <source>Add Contact</source>
            <translation>إضافة جهة اتصال</translation>
        </message>
        <message>
            <source>optional</source>
            <translation>اختياري</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>الاسم</translation>
        </message>
        <message>
            <source>With the account</source>
            <translation>بالحساب</translation>
        </message>
    </context>
    <context>
        <name>CustomStatus</name>
        <message>
            <source>{count} of {limit} characters</source>
            <translation>{count} من {limit} حرفًا</translation>
        </message>
        <message>
            <source>Save as preset, without the time</source>
            <translation>الحفظ كحالة جاهزة، من دون الوقت</translation>
        </message>
        <message>
            <source>{when} · seen by everyone you share presence with</source>
            <translation>{when} · يراها كل من يرى حضورك</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>اليوم</translation>
        </message>
        <message>
            <source>Clear after</source>
            <translation>المسح بعد</translation>
        </message>
        <message>
            <source>Stays until you change it</source>
            <translation>تبقى حتى تغيّرها</translation>
        </message>
        <message>
            <source>Custom Status</source>
            <translation>حالة مخصصة</translation>
        </message>
        <message>
            <source>Save as preset</source>
            <translation>الحفظ كحالة جاهزة</translation>
        </message>
    </context>
    <context>
        <name>Dialog</name>
        <message>
            <source>Close</source>
            <translation>إغلاق</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>إلغاء</translation>
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
            <translation>اختيار رمز تعبيري</translation>
        </message>
        <message numerus="yes">
            <source>%n emoji</source>
            <translation>
                <numerusform>لا رموز تعبيرية</numerusform>
                <numerusform>رمز تعبيري واحد</numerusform>
                <numerusform>رمزان تعبيريان</numerusform>
                <numerusform>%Ln رموز تعبيرية</numerusform>
                <numerusform>%Ln رمزًا تعبيريًا</numerusform>
                <numerusform>%Ln رمز تعبيري</numerusform>
            </translation>
        </message>
        <message>
            <source>no skin tone</source>
            <translation>بلا لون بشرة</translation>
        </message>
        <message>
            <source>Search by name</source>
            <translation>البحث بالاسم</translation>
        </message>
        <message>
            <source>Emoji</source>
            <translation>الرموز التعبيرية</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>لا نتائج</translation>
        </message>
    </context>
    <context>
        <name>Failure</name>
        <message>
            <source>This is your own account.</source>
            <translation>هذا حسابك أنت.</translation>
        </message>
        <message>
            <source>You see this contact already.</source>
            <translation>ترى جهة الاتصال هذه بالفعل.</translation>
        </message>
        <message>
            <source>You have asked this contact already.</source>
            <translation>سألت جهة الاتصال هذه بالفعل.</translation>
        </message>
        <message>
            <source>The answer was no, or there is no such address; check it for a mistake.</source>
            <translation>كان الرد بالرفض، أو لا وجود لهذا العنوان؛ تحقق من خلوه من الأخطاء.</translation>
        </message>
        <message>
            <source>The address of this account is none that can be used; check it for a mistake.</source>
            <translation>لا يمكن استخدام عنوان هذا الحساب؛ تحقق من خلوه من الأخطاء.</translation>
        </message>
        <message>
            <source>it is self-signed</source>
            <translation>إنها موقّعة ذاتيًا</translation>
        </message>
        <message>
            <source>it is not valid yet, or this computer's clock is wrong</source>
            <translation>لم تبدأ صلاحيتها بعد، أو أن ساعة هذا الحاسوب خاطئة</translation>
        </message>
        <message>
            <source>it has expired, or this computer's clock is wrong</source>
            <translation>انتهت صلاحيتها، أو أن ساعة هذا الحاسوب خاطئة</translation>
        </message>
        <message>
            <source>it was issued by an authority that this computer does not know</source>
            <translation>أصدرتها سلطة لا يعرفها هذا الحاسوب</translation>
        </message>
        <message>
            <source>it has been revoked</source>
            <translation>أُبطلت</translation>
        </message>
        <message>
            <source>it belongs to another server</source>
            <translation>إنها لخادوم آخر</translation>
        </message>
        <message>
            <source>The server “{host}” was not found; check the address and the network.</source>
            <translation>لم يُعثر على الخادوم «{host}»؛ تحقق من العنوان والشبكة.</translation>
        </message>
        <message>
            <source>“{host}” has no accounts for chat: its DNS says so; check the address.</source>
            <translation>لا حسابات محادثة على «{host}»: هكذا يقول نظام أسمائه (DNS)؛ تحقق من العنوان.</translation>
        </message>
        <message>
            <source>“{host}” does not accept connections at the moment; it may be down, or the port is wrong.</source>
            <translation>لا يقبل «{host}» اتصالات حاليًا؛ قد يكون متوقفًا، أو أن المنفذ خاطئ.</translation>
        </message>
        <message>
            <source>“{host}” cannot be reached; check the network.</source>
            <translation>تعذّر الوصول إلى «{host}»؛ تحقق من الشبكة.</translation>
        </message>
        <message>
            <source>“{host}” did not answer in time.</source>
            <translation>لم يرد «{host}» في الوقت المناسب.</translation>
        </message>
        <message>
            <source>it did not pass the check</source>
            <translation>لم تجتز الفحص</translation>
        </message>
        <message>
            <source>The certificate of “{host}” is not trusted: {cause}. Nothing was sent.</source>
            <translation>شهادة «{host}» غير موثوقة: {cause}. لم يُرسل شيء.</translation>
        </message>
        <message>
            <source>“{host}” shows another certificate than the one you trusted; ask whoever runs the server. Nothing was sent.</source>
            <translation>يعرض «{host}» شهادة غير التي وثقت بها؛ اسأل من يدير الخادوم. لم يُرسل شيء.</translation>
        </message>
        <message>
            <source>“{host}” offers no encryption, or somebody is in between; nothing was sent.</source>
            <translation>لا يوفّر «{host}» تعمية، أو أن أحدًا قد توسّط؛ لم يُرسل شيء.</translation>
        </message>
        <message>
            <source>“{host}” no longer offers the secure login that it used to; the password was not sent.</source>
            <translation>لم يعد «{host}» يوفّر تسجيل الدخول الآمن الذي كان يوفّره؛ لم تُرسل كلمة السر.</translation>
        </message>
        <message>
            <source>“{host}” offers no way of logging in that is safe to use; the password was not sent.</source>
            <translation>لا يوفّر «{host}» طريقة آمنة لتسجيل الدخول؛ لم تُرسل كلمة السر.</translation>
        </message>
        <message>
            <source>“{host}” asks for far more work at login than any server should; nothing more was sent.</source>
            <translation>يطلب «{host}» عند تسجيل الدخول عملًا أكثر بكثير مما ينبغي لأي خادوم؛ لم يُرسل شيء آخر.</translation>
        </message>
        <message>
            <source>“{host}” could not prove that it is your server; the password was not sent.</source>
            <translation>لم يستطع «{host}» إثبات أنه خادومك؛ لم تُرسل كلمة السر.</translation>
        </message>
        <message>
            <source>The certificate file “{path}” of this account cannot be used</source>
            <translation>لا يمكن استخدام ملف الشهادات «{path}» لهذا الحساب</translation>
        </message>
        <message>
            <source>No encrypted connection to “{host}” could be made</source>
            <translation>تعذّر إنشاء اتصال معمّى مع «{host}»</translation>
        </message>
        <message>
            <source>The server does not accept the password of this account.</source>
            <translation>لا يقبل الخادوم كلمة سر هذا الحساب.</translation>
        </message>
        <message>
            <source>The password of this account has expired; set a new one with the server</source>
            <translation>انتهت صلاحية كلمة سر هذا الحساب؛ عيّن كلمة جديدة لدى الخادوم</translation>
        </message>
        <message>
            <source>The server has disabled this account</source>
            <translation>عطّل الخادوم هذا الحساب</translation>
        </message>
        <message>
            <source>The server cannot log anybody in at the moment</source>
            <translation>لا يستطيع الخادوم تسجيل دخول أحد حاليًا</translation>
        </message>
        <message>
            <source>The server refused the login</source>
            <translation>رفض الخادوم تسجيل الدخول</translation>
        </message>
        <message>
            <source>{sentence}.</source>
            <translation>{sentence}.</translation>
        </message>
        <message>
            <source>The server closed the connection.</source>
            <translation>أغلق الخادوم الاتصال.</translation>
        </message>
        <message>
            <source>The connection was lost.</source>
            <translation>انقطع الاتصال.</translation>
        </message>
        <message>
            <source>The server no longer answers.</source>
            <translation>لم يعد الخادوم يرد.</translation>
        </message>
        <message>
            <source>The server sent something that cannot be read.</source>
            <translation>أرسل الخادوم ما لا يمكن قراءته.</translation>
        </message>
        <message>
            <source>The server sent more than can be handled.</source>
            <translation>أرسل الخادوم أكثر مما يمكن معالجته.</translation>
        </message>
        <message>
            <source>This account is no longer set up here.</source>
            <translation>لم يعد هذا الحساب معدًّا هنا.</translation>
        </message>
        <message>
            <source>There is no connection to the server.</source>
            <translation>لا اتصال بالخادوم.</translation>
        </message>
        <message>
            <source>This server cannot carry statuses: it does not support personal events (PEP).</source>
            <translation>لا يستطيع هذا الخادوم حمل الحالات: لا يدعم الأحداث الشخصية (PEP).</translation>
        </message>
        <message>
            <source>The server did not confirm the status in time.</source>
            <translation>لم يؤكد الخادوم الحالة في الوقت المناسب.</translation>
        </message>
        <message>
            <source>There was no answer in time.</source>
            <translation>لم يأتِ رد في الوقت المناسب.</translation>
        </message>
        <message>
            <source>The keyring with the password is locked; unlock it, or give the password for now.</source>
            <translation>حلقة المفاتيح التي فيها كلمة السر مقفلة؛ افتحها، أو أدخل كلمة السر لهذه المرة.</translation>
        </message>
        <message>
            <source>No keyring was found, so the password cannot be saved; it will be asked for at each start.</source>
            <translation>لم يُعثر على حلقة مفاتيح، فلا يمكن حفظ كلمة السر؛ ستُطلب عند كل بدء.</translation>
        </message>
        <message>
            <source>The keyring had an error; give the password for now.</source>
            <translation>حدث خطأ في حلقة المفاتيح؛ أدخل كلمة السر لهذه المرة.</translation>
        </message>
        <message>
            <source>The password has characters that no password can have; type it again.</source>
            <translation>في كلمة السر محارف لا يمكن أن تكون في كلمة سر؛ اكتبها من جديد.</translation>
        </message>
        <message>
            <source>The password of this account is needed.</source>
            <translation>كلمة سر هذا الحساب مطلوبة.</translation>
        </message>
        <message>
            <source>{sentence} (“{words}”).</source>
            <translation>{sentence} («{words}»).</translation>
        </message>
        <message>
            <source>The server asks to connect to “{other_host}” instead</source>
            <translation>يطلب الخادوم الاتصال بـ«{other_host}» بدلًا منه</translation>
        </message>
        <message>
            <source>The server is shutting down</source>
            <translation>الخادوم قيد الإيقاف</translation>
        </message>
        <message>
            <source>The server ended the session; it asks to log in again</source>
            <translation>أنهى الخادوم الجلسة؛ يطلب تسجيل الدخول من جديد</translation>
        </message>
        <message>
            <source>The server ended the session; the account or its password has changed</source>
            <translation>أنهى الخادوم الجلسة؛ تغيّر الحساب أو كلمة سره</translation>
        </message>
        <message>
            <source>The server does not know the part of the address after the @</source>
            <translation>لا يعرف الخادوم جزء العنوان الذي بعد @</translation>
        </message>
        <message>
            <source>The server no longer serves the part of the address after the @</source>
            <translation>لم يعد الخادوم يخدم جزء العنوان الذي بعد @</translation>
        </message>
        <message>
            <source>The server ended the connection: one of its rules was broken</source>
            <translation>أنهى الخادوم الاتصال: خُولفت إحدى قواعده</translation>
        </message>
        <message>
            <source>The server is too busy for another connection</source>
            <translation>الخادوم مشغول جدًا فلا يقبل اتصالًا آخر</translation>
        </message>
        <message>
            <source>The server had heard nothing from here for too long</source>
            <translation>لم يسمع الخادوم شيئًا من هنا منذ وقت طويل</translation>
        </message>
        <message>
            <source>The server could not read what was sent</source>
            <translation>لم يستطع الخادوم قراءة ما أُرسل</translation>
        </message>
        <message>
            <source>The server had an internal error</source>
            <translation>حدث خطأ داخلي في الخادوم</translation>
        </message>
        <message>
            <source>A part of the server cannot be reached</source>
            <translation>تعذّر الوصول إلى جزء من الخادوم</translation>
        </message>
        <message>
            <source>The server ended the connection</source>
            <translation>أنهى الخادوم الاتصال</translation>
        </message>
        <message>
            <source>The server of this address cannot be reached; check the address, or try again later.</source>
            <translation>تعذّر الوصول إلى خادم هذا العنوان؛ تحقّق من العنوان، أو حاول لاحقًا.</translation>
        </message>
        <message>
            <source>The server logged you in but gave no session</source>
            <translation>سجّل الخادوم دخولك لكنه لم يفتح جلسة</translation>
        </message>
        <message>
            <source>The server ended this connection because the account connected in the same way elsewhere.</source>
            <translation>أنهى الخادوم هذا الاتصال لأن الحساب اتصل بالطريقة نفسها من مكان آخر.</translation>
        </message>
        <message>
            <source>The server did not accept the status</source>
            <translation>لم يقبل الخادوم الحالة</translation>
        </message>
        <message>
            <source>The server did not answer a question</source>
            <translation>لم يجب الخادوم عن سؤال</translation>
        </message>
        <message>
            <source>The server refused the change</source>
            <translation>رفض الخادوم التغيير</translation>
        </message>
        <message>
            <source>There is no such address; check it for a mistake.</source>
            <translation>لا وجود لهذا العنوان؛ تحقّق من خلوّه من الأخطاء.</translation>
        </message>
        <message>
            <source>This address could not be asked; check it for a mistake</source>
            <translation>تعذّر سؤال هذا العنوان؛ تحقّق من خلوّه من الأخطاء</translation>
        </message>
        <message>
            <source>The keyring is locked or does not answer: the saved password is still there.</source>
            <translation>حلقة المفاتيح مقفلة أو لا ترد: ما زالت كلمة السر المحفوظة فيها.</translation>
        </message>
        <message>
            <source>Restart</source>
            <translation>إعادة التشغيل</translation>
        </message>
        <message>
            <source>Open Log</source>
            <translation>فتح السجل</translation>
        </message>
        <message>
            <source>Review…</source>
            <translation>مراجعة…</translation>
        </message>
        <message>
            <source>Change Password…</source>
            <translation>تغيير كلمة السر…</translation>
        </message>
        <message>
            <source>Reconnect</source>
            <translation>إعادة الاتصال</translation>
        </message>
        <message>
            <source>Password rejected – fix…</source>
            <translation>رُفضت كلمة السر – إصلاح…</translation>
        </message>
        <message>
            <source>Password expired – fix…</source>
            <translation>انتهت صلاحية كلمة السر – إصلاح…</translation>
        </message>
        <message>
            <source>Keyring locked – give password…</source>
            <translation>حلقة المفاتيح مقفلة – إدخال كلمة السر…</translation>
        </message>
        <message>
            <source>Password needed – give…</source>
            <translation>كلمة السر مطلوبة – إدخال…</translation>
        </message>
        <message>
            <source>Certificate file unusable – fix…</source>
            <translation>ملف الشهادات غير صالح – إصلاح…</translation>
        </message>
        <message>
            <source>Certificate changed – review…</source>
            <translation>تغيّرت الشهادة – مراجعة…</translation>
        </message>
        <message>
            <source>Certificate not trusted – review…</source>
            <translation>الشهادة غير موثوقة – مراجعة…</translation>
        </message>
        <message>
            <source>Connected elsewhere – reconnect</source>
            <translation>متصل من مكان آخر – إعادة الاتصال</translation>
        </message>
        <message>
            <source>Account disabled – reconnect</source>
            <translation>الحساب معطّل – إعادة الاتصال</translation>
        </message>
        <message>
            <source>Not connected</source>
            <translation>غير متصل</translation>
        </message>
        <message>
            <source>Login refused – reconnect</source>
            <translation>رُفض تسجيل الدخول – إعادة الاتصال</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>إعادة المحاولة</translation>
        </message>
        <message>
            <source>Give Password…</source>
            <translation>إدخال كلمة السر…</translation>
        </message>
    </context>
    <context>
        <name>FirstStart</name>
        <message>
            <source>Show your status in your presence too?</source>
            <translation>هل تُعرض حالتك في حضورك أيضًا؟</translation>
        </message>
        <message>
            <source>People whose program does not know statuses like these read it there; it is seen mainly when your chat program is offline.</source>
            <translation>يقرؤها هناك من لا يعرف برنامجهم مثل هذه الحالات؛ وتظهر أساسًا عندما يكون برنامج محادثتك غير متصل.</translation>
        </message>
        <message>
            <source>Welcome</source>
            <translation>مرحبًا</translation>
        </message>
        <message>
            <source>Your account is set up</source>
            <translation>أُعدّ حسابك</translation>
        </message>
        <message>
            <source>I Cannot See It</source>
            <translation>لا أراها</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>لاحقًا</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>تم</translation>
        </message>
        <message>
            <source>Tell me when a status changes</source>
            <translation>إعلامي عندما تتغير حالة</translation>
        </message>
        <message>
            <source>of any contact</source>
            <translation>أي جهة اتصال</translation>
        </message>
        <message>
            <source>only of the contacts that I choose in the list</source>
            <translation>جهات الاتصال التي أختارها في القائمة فقط</translation>
        </message>
        <message>
            <source>Yes, show it there too</source>
            <translation>نعم، تُعرض هناك أيضًا</translation>
        </message>
        <message>
            <source>No</source>
            <translation>لا</translation>
        </message>
        <message>
            <source>This icon is in your panel now. Can you see it?</source>
            <translation>هذه الأيقونة في شريطك الآن. هل تراها؟</translation>
        </message>
    </context>
    <context>
        <name>Link</name>
        <message>
            <source>offline</source>
            <translation>غير متصل</translation>
        </message>
        <message>
            <source>connected</source>
            <translation>متصل</translation>
        </message>
        <message>
            <source>connecting</source>
            <translation>يتصل</translation>
        </message>
        <message>
            <source>password rejected</source>
            <translation>رُفضت كلمة السر</translation>
        </message>
        <message>
            <source>password expired</source>
            <translation>انتهت صلاحية كلمة السر</translation>
        </message>
        <message>
            <source>keyring locked</source>
            <translation>حلقة المفاتيح مقفلة</translation>
        </message>
        <message>
            <source>password needed</source>
            <translation>كلمة السر مطلوبة</translation>
        </message>
        <message>
            <source>certificate file unusable</source>
            <translation>ملف الشهادات غير صالح</translation>
        </message>
        <message>
            <source>certificate changed</source>
            <translation>تغيّرت الشهادة</translation>
        </message>
        <message>
            <source>certificate not trusted</source>
            <translation>الشهادة غير موثوقة</translation>
        </message>
        <message>
            <source>connected elsewhere</source>
            <translation>متصل من مكان آخر</translation>
        </message>
        <message>
            <source>account disabled</source>
            <translation>الحساب معطّل</translation>
        </message>
        <message>
            <source>stopped</source>
            <translation>متوقف</translation>
        </message>
    </context>
    <context>
        <name>Menu</name>
        <message>
            <source>{status} · {duration}</source>
            <translation>‏{status} · {duration}</translation>
        </message>
        <message>
            <source>All Accounts</source>
            <translation>كل الحسابات</translation>
        </message>
        <message>
            <source>Extend by {count} Minutes</source>
            <translation>التمديد {count} دقيقة</translation>
        </message>
        <message>
            <source>Clear After</source>
            <translation>المسح بعد</translation>
        </message>
        <message>
            <source>End of Day</source>
            <translation>نهاية اليوم</translation>
        </message>
        <message>
            <source>Don't Clear</source>
            <translation>عدم المسح</translation>
        </message>
        <message>
            <source>Clear Status</source>
            <translation>مسح الحالة</translation>
        </message>
        <message>
            <source>Recent</source>
            <translation>الأخيرة</translation>
        </message>
        <message>
            <source>Custom Status…</source>
            <translation>حالة مخصصة…</translation>
        </message>
        <message>
            <source>Pick…</source>
            <translation>اختيار…</translation>
        </message>
        <message>
            <source>{account}: {status}</source>
            <translation>‏{account}: {status}</translation>
        </message>
        <message>
            <source>Notifications paused {until}</source>
            <translation>التنبيهات متوقفة {until}</translation>
        </message>
        <message>
            <source>Pause Notifications</source>
            <translation>إيقاف التنبيهات مؤقتًا</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>استئناف</translation>
        </message>
        <message>
            <source>Until Tomorrow</source>
            <translation>حتى الغد</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>غير متصل</translation>
        </message>
        <message>
            <source>No status</source>
            <translation>بلا حالة</translation>
        </message>
        <message>
            <source>{status} · {until} · {left}</source>
            <translation>‏{status} · {until} · {left}</translation>
        </message>
        <message>
            <source>{status} · {until}</source>
            <translation>‏{status} · {until}</translation>
        </message>
        <message>
            <source>Status not known yet</source>
            <translation>الحالة غير معروفة بعد</translation>
        </message>
        <message>
            <source>Connecting…</source>
            <translation>يتصل…</translation>
        </message>
        <message>
            <source>Will be cleared when connected</source>
            <translation>ستُمسح عند الاتصال</translation>
        </message>
        <message>
            <source>{status} – will be sent when connected</source>
            <translation>‏{status} – ستُرسل عند الاتصال</translation>
        </message>
        <message>
            <source>No account yet</source>
            <translation>لا حساب بعد</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>السجل</translation>
        </message>
        <message>
            <source>About Status Tray</source>
            <translation>حول Status Tray</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>مساعدة</translation>
        </message>
        <message>
            <source>Clearing…</source>
            <translation>يجري المسح…</translation>
        </message>
        <message>
            <source>Setting {status}…</source>
            <translation>يجري تعيين {status}…</translation>
        </message>
        <message>
            <source>Status not cleared</source>
            <translation>لم تُمسح الحالة</translation>
        </message>
        <message>
            <source>{status} – not set</source>
            <translation>‏{status} – لم تُعيَّن</translation>
        </message>
        <message>
            <source>Open Status Tray</source>
            <translation>فتح Status Tray</translation>
        </message>
        <message>
            <source>Settings…</source>
            <translation>الإعدادات…</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>إنهاء</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>إعادة المحاولة</translation>
        </message>
        <message>
            <source>Reconnect</source>
            <translation>إعادة الاتصال</translation>
        </message>
        <message>
            <source>Add Account…</source>
            <translation>إضافة حساب…</translation>
        </message>
    </context>
    <context>
        <name>Notification</name>
        <message>
            <source>Who is accepted sees when you are online and your status.</source>
            <translation>من يُقبل يرى متى تكون متصلًا ويرى حالتك.</translation>
        </message>
        <message numerus="yes">
            <source>And %n more request(s) to see your status</source>
            <translation>
                <numerusform>لا طلبات أخرى لرؤية حالتك</numerusform>
                <numerusform>وطلب آخر لرؤية حالتك</numerusform>
                <numerusform>وطلبان آخران لرؤية حالتك</numerusform>
                <numerusform>و%Ln طلبات أخرى لرؤية حالتك</numerusform>
                <numerusform>و%Ln طلبًا آخر لرؤية حالتك</numerusform>
                <numerusform>و%Ln طلب آخر لرؤية حالتك</numerusform>
            </translation>
        </message>
        <message>
            <source>Accept</source>
            <translation>قبول</translation>
        </message>
        <message>
            <source>Deny</source>
            <translation>رفض</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>عرض</translation>
        </message>
        <message>
            <source>{name}: {text}</source>
            <translation>‏{name}: {text}</translation>
        </message>
        <message numerus="yes">
            <source>While you were away: %n change(s)</source>
            <translation>
                <numerusform>في غيابك: لا تغييرات</numerusform>
                <numerusform>في غيابك: تغيير واحد</numerusform>
                <numerusform>في غيابك: تغييران</numerusform>
                <numerusform>في غيابك: %Ln تغييرات</numerusform>
                <numerusform>في غيابك: %Ln تغييرًا</numerusform>
                <numerusform>في غيابك: %Ln تغيير</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>And %n more change(s)</source>
            <translation>
                <numerusform>لا تغييرات أخرى</numerusform>
                <numerusform>وتغيير آخر</numerusform>
                <numerusform>وتغييران آخران</numerusform>
                <numerusform>و%Ln تغييرات أخرى</numerusform>
                <numerusform>و%Ln تغييرًا آخر</numerusform>
                <numerusform>و%Ln تغيير آخر</numerusform>
            </translation>
        </message>
        <message>
            <source>{name} wants to see your status</source>
            <translation>يريد {name} رؤية حالتك</translation>
        </message>
        <message>
            <source>{address} asks {account}</source>
            <translation>يسأل {address} الحساب {account}</translation>
        </message>
        <message>
            <source>Your chat program asks about them too.</source>
            <translation>يسألك عنها برنامج محادثتك أيضًا.</translation>
        </message>
        <message>
            <source>{text}</source>
            <comment>a line by itself</comment>
            <translation>‏{text}</translation>
        </message>
        <message>
            <source>Mute {name}</source>
            <translation>كتم {name}</translation>
        </message>
        <message>
            <source>was: {text}</source>
            <translation>كانت: {text}</translation>
        </message>
        <message>
            <source>, </source>
            <comment>between names</comment>
            <translation>، </translation>
        </message>
        <message numerus="yes">
            <source>{names} and %n more</source>
            <translation>
                <numerusform>{names}</numerusform>
                <numerusform>{names} وواحد آخر</numerusform>
                <numerusform>{names} واثنان آخران</numerusform>
                <numerusform>{names} و%Ln آخرون</numerusform>
                <numerusform>{names} و%Ln آخرون</numerusform>
                <numerusform>{names} و%Ln آخرون</numerusform>
            </translation>
        </message>
        <message>
            <source>Status cleared</source>
            <translation>مُسحت الحالة</translation>
        </message>
        <message>
            <source>Status cleared (was: {text})</source>
            <translation>مُسحت الحالة (كانت: {text})</translation>
        </message>
    </context>
    <context>
        <name>PickDeadline</name>
        <message>
            <source>Date</source>
            <translation>التاريخ</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>الوقت</translation>
        </message>
        <message>
            <source>No status is set any more; there is nothing to clear.</source>
            <translation>لم تعد هناك حالة معيّنة؛ لا شيء يُمسح.</translation>
        </message>
        <message>
            <source>Your status is another one now; press Set if it is to be cleared then.</source>
            <translation>حالتك الآن غيرها؛ اضغط «تعيين» إن كانت هي التي تُمسح عندئذ.</translation>
        </message>
        <message>
            <source>Clear Status At</source>
            <translation>وقت مسح الحالة</translation>
        </message>
    </context>
    <context>
        <name>Preset</name>
        <message>
            <source>📅 In a meeting</source>
            <translation>📅 في اجتماع</translation>
        </message>
        <message>
            <source>🍽 Lunch</source>
            <translation>🍽 غداء</translation>
        </message>
        <message>
            <source>🚌 Commuting</source>
            <translation>🚌 في الطريق</translation>
        </message>
        <message>
            <source>🏠 Working from home</source>
            <translation>🏠 أعمل من المنزل</translation>
        </message>
        <message>
            <source>🤒 Out sick</source>
            <translation>🤒 في إجازة مرضية</translation>
        </message>
        <message>
            <source>🌴 On vacation</source>
            <translation>🌴 في إجازة</translation>
        </message>
    </context>
    <context>
        <name>Presets</name>
        <message>
            <source>Import…</source>
            <translation>استيراد…</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>تصدير…</translation>
        </message>
        <message>
            <source>Add Them</source>
            <translation>إضافتها</translation>
        </message>
        <message>
            <source>Replace All</source>
            <translation>استبدال الكل</translation>
        </message>
        <message numerus="yes">
            <source>“{file}” has %n preset(s).</source>
            <translation>
                <numerusform>لا حالات جاهزة في «{file}».</numerusform>
                <numerusform>في «{file}» حالة جاهزة واحدة.</numerusform>
                <numerusform>في «{file}» حالتان جاهزتان.</numerusform>
                <numerusform>في «{file}» %Ln حالات جاهزة.</numerusform>
                <numerusform>في «{file}» %Ln حالة جاهزة.</numerusform>
                <numerusform>في «{file}» %Ln حالة جاهزة.</numerusform>
            </translation>
        </message>
        <message>
            <source>Import Presets</source>
            <translation>استيراد حالات جاهزة</translation>
        </message>
        <message>
            <source>Export Presets</source>
            <translation>تصدير الحالات الجاهزة</translation>
        </message>
        <message>
            <source>The presets were added.</source>
            <translation>أُضيفت الحالات الجاهزة.</translation>
        </message>
        <message>
            <source>The presets were replaced.</source>
            <translation>استُبدلت الحالات الجاهزة.</translation>
        </message>
        <message>
            <source>Presets (*.toml)</source>
            <translation>حالات جاهزة (*.toml)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>كل الملفات (*)</translation>
        </message>
        <message numerus="yes">
            <source>Adding them leaves out %n duplicate(s).</source>
            <translation>
                <numerusform>لا تترك إضافتها أي مكررة.</numerusform>
                <numerusform>تترك إضافتها مكررة واحدة.</numerusform>
                <numerusform>تترك إضافتها مكررتين.</numerusform>
                <numerusform>تترك إضافتها %Ln مكررات.</numerusform>
                <numerusform>تترك إضافتها %Ln مكررة.</numerusform>
                <numerusform>تترك إضافتها %Ln مكررة.</numerusform>
            </translation>
        </message>
        <message>
            <source>“{file}” cannot be read: {reason}.</source>
            <translation>تعذّرت قراءة «{file}»: {reason}.</translation>
        </message>
        <message>
            <source>“{file}” cannot be written: {reason}.</source>
            <translation>تعذّرت كتابة «{file}»: {reason}.</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>النص</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>إضافة</translation>
        </message>
        <message>
            <source>Stays</source>
            <translation>تبقى</translation>
        </message>
        <message>
            <source>Other…</source>
            <translation>أخرى…</translation>
        </message>
        <message>
            <source>such as 45m, 1h30m or 2d</source>
            <translation>مثل 45m أو 1h30m أو 2d</translation>
        </message>
        <message>
            <source>Duration</source>
            <translation>المدة</translation>
        </message>
        <message>
            <source>As usual</source>
            <translation>كالمعتاد</translation>
        </message>
        <message>
            <source>Away</source>
            <translation>غائب</translation>
        </message>
        <message>
            <source>Do not disturb</source>
            <translation>الرجاء عدم الإزعاج</translation>
        </message>
        <message>
            <source>Extended away</source>
            <translation>غائب لمدة طويلة</translation>
        </message>
        <message>
            <source>Availability</source>
            <translation>التوفر</translation>
        </message>
        <message>
            <source>New preset</source>
            <translation>حالة جاهزة جديدة</translation>
        </message>
        <message>
            <source>Preset</source>
            <translation>حالة جاهزة</translation>
        </message>
        <message>
            <source>The first {number} are in the menu; drag them, or press Alt+Up and Alt+Down.</source>
            <translation>أول {number} منها في القائمة؛ اسحبها، أو اضغط Alt+أعلى وAlt+أسفل.</translation>
        </message>
        <message>
            <source>New</source>
            <translation>جديدة</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>حذف</translation>
        </message>
        <message>
            <source>Move Up</source>
            <translation>رفع</translation>
        </message>
        <message>
            <source>Move Down</source>
            <translation>خفض</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>تراجع</translation>
        </message>
        <message>
            <source>Presets</source>
            <translation>الحالات الجاهزة</translation>
        </message>
        <message>
            <source>“{text}” was deleted.</source>
            <translation>حُذفت «{text}».</translation>
        </message>
        <message>
            <source>There is a preset with this text already; type another one.</source>
            <translation>هناك حالة جاهزة بهذا النص؛ اكتب نصًا آخر.</translation>
        </message>
    </context>
    <context>
        <name>Quit</name>
        <message>
            <source>Quit Status Tray</source>
            <translation>إنهاء Status Tray</translation>
        </message>
        <message>
            <source>Your status is set. What shall become of it?</source>
            <translation>لديك حالة معيّنة. ماذا يُفعل بها؟</translation>
        </message>
        <message>
            <source>Remember, and do not ask again</source>
            <translation>تذكّر الاختيار وعدم السؤال ثانية</translation>
        </message>
        <message>
            <source>Keep (stays until Status Tray runs again)</source>
            <translation>إبقاء (تبقى حتى يعمل Status Tray من جديد)</translation>
        </message>
        <message>
            <source>Clear and Quit</source>
            <translation>مسح وإنهاء</translation>
        </message>
    </context>
    <context>
        <name>Refusal</name>
        <message>
            <source>this was written by a later Status Tray (version {version} of the format, this one knows {known})</source>
            <translation>كتب هذا الملف إصدار أحدث من Status Tray (الإصدار {version} من التنسيق، وهذا يعرف {known})</translation>
        </message>
        <message>
            <source>{file}, line {line}, column {column}: {reason} Correct the file and try again.</source>
            <translation>‏{file}، السطر {line}، العمود {column}: {reason} صحّح الملف وأعد المحاولة.</translation>
        </message>
        <message>
            <source>{file}, line {line}, column {column}: {reason}; correct the file and try again.</source>
            <translation>‏{file}، السطر {line}، العمود {column}: {reason}؛ صحّح الملف وأعد المحاولة.</translation>
        </message>
        <message>
            <source>has no “text”; it is left out.</source>
            <translation>ليس له «text»؛ يُترك.</translation>
        </message>
        <message>
            <source>is left out: {reason}</source>
            <translation>يُترك: {reason}</translation>
        </message>
        <message>
            <source>does not count: {reason}</source>
            <translation>لا يُحتسب: {reason}</translation>
        </message>
        <message>
            <source>“{typed}” is in the past; name a moment that is to come.</source>
            <translation>مضى وقت «{typed}»؛ اذكر وقتًا قادمًا.</translation>
        </message>
        <message>
            <source>“{typed}” is no duration; write it like 30s, 45m, 1h30m, 1d or today.</source>
            <translation>ليست «{typed}» مدة؛ اكتبها مثل 30s أو 45m أو 1h30m أو 1d أو today.</translation>
        </message>
        <message>
            <source>The duration must be more than nothing and at most 366 days.</source>
            <translation>يجب أن تكون المدة أكثر من الصفر وألا تتجاوز 366 يومًا.</translation>
        </message>
        <message>
            <source>The moment must be within 366 days.</source>
            <translation>يجب أن يكون الوقت خلال 366 يومًا.</translation>
        </message>
        <message>
            <source>“{typed}” is no time of day; write it like 15:30.</source>
            <translation>ليس «{typed}» وقتًا؛ اكتبه مثل 15:30.</translation>
        </message>
        <message>
            <source>“{typed}” is no time; write it like 15:30 or 2026-12-24T18:00.</source>
            <translation>ليس «{typed}» وقتًا؛ اكتبه مثل 15:30 أو 2026-12-24T18:00.</translation>
        </message>
        <message>
            <source>The address has a space or an invisible character in it.</source>
            <translation>في العنوان فراغ أو محرف غير مرئي.</translation>
        </message>
        <message>
            <source>“{typed}” names a device; leave out the part from the slash on.</source>
            <translation>يسمّي «{typed}» جهازًا؛ احذف الجزء الذي يبدأ بالشرطة المائلة.</translation>
        </message>
        <message>
            <source>“{typed}” is no XMPP address; it should look like name@example.org.</source>
            <translation>ليس «{typed}» عنوان XMPP؛ ينبغي أن يشبه name@example.org.</translation>
        </message>
        <message>
            <source>“{typed}” has a character that an XMPP address cannot have.</source>
            <translation>في «{typed}» محرف لا يمكن أن يكون في عنوان XMPP.</translation>
        </message>
        <message>
            <source>“{typed}” is no server name.</source>
            <translation>ليس «{typed}» اسم خادوم.</translation>
        </message>
        <message>
            <source>The address is too long.</source>
            <translation>العنوان طويل جدًا.</translation>
        </message>
        <message>
            <source>The presets were changed elsewhere meanwhile; look at them and try again.</source>
            <translation>غُيّرت الحالات الجاهزة في مكان آخر في هذه الأثناء؛ انظر إليها وأعد المحاولة.</translation>
        </message>
        <message>
            <source>A preset is in several places of the configuration file; change the order there.</source>
            <translation>حالة جاهزة موزعة على عدة مواضع في ملف الإعدادات؛ غيّر الترتيب هناك.</translation>
        </message>
        <message>
            <source>The configuration was changed elsewhere meanwhile; this cannot be undone any more.</source>
            <translation>غُيّرت الإعدادات في مكان آخر في هذه الأثناء؛ لم يعد التراجع عن هذا ممكنًا.</translation>
        </message>
        <message>
            <source>this is too large for a file of presets</source>
            <translation>هذا أكبر من أن يكون ملف حالات جاهزة</translation>
        </message>
        <message>
            <source>“{key}” {problem}</source>
            <translation>‏«{key}» {problem}</translation>
        </message>
        <message>
            <source>there is no [[preset]] in this</source>
            <translation>لا يوجد فيه [[preset]]</translation>
        </message>
        <message>
            <source>“{typed}” is no server; write it like {example}.</source>
            <translation>ليس «{typed}» خادومًا؛ اكتبه مثل {example}.</translation>
        </message>
        <message>
            <source>“{typed}” is no server; an IPv6 address with a port looks like [::1]:5222.</source>
            <translation>ليس «{typed}» خادومًا؛ عنوان IPv6 مع منفذ يشبه [::1]:5222.</translation>
        </message>
        <message>
            <source>“{typed}” has no valid port; a port is a number from 1 to 65535.</source>
            <translation>ليس في «{typed}» منفذ صالح؛ المنفذ عدد من 1 إلى 65535.</translation>
        </message>
        <message>
            <source>The status is empty; type a text, or clear the status.</source>
            <translation>الحالة فارغة؛ اكتب نصًا، أو امسح الحالة.</translation>
        </message>
        <message>
            <source>The status is longer than {limit} characters; shorten it and try again.</source>
            <translation>الحالة أطول من {limit} حرفًا؛ اختصرها وأعد المحاولة.</translation>
        </message>
        <message>
            <source>The status has a control character ({code}) in it; remove it and try again.</source>
            <translation>في الحالة محرف تحكم ({code})؛ احذفه وأعد المحاولة.</translation>
        </message>
        <message>
            <source>“{name}” is not written as {form} in the configuration file; change it there.</source>
            <translation>لم يُكتب «{name}» بالصيغة {form} في ملف الإعدادات؛ غيّره هناك.</translation>
        </message>
        <message>
            <source>The configuration file cannot be changed by itself ({reason}).</source>
            <translation>لا يمكن تغيير ملف الإعدادات آليًا ({reason}).</translation>
        </message>
        <message>
            <source>it does not count</source>
            <translation>لا يُحتسب</translation>
        </message>
        <message>
            <source>must be tables, each beginning with {form}; it does not count.</source>
            <translation>يجب أن يكون جداول يبدأ كل منها بـ{form}؛ لا يُحتسب.</translation>
        </message>
        <message>
            <source>must be a text in quotes; it does not count.</source>
            <translation>يجب أن يكون نصًا بين علامتي تنصيص؛ لا يُحتسب.</translation>
        </message>
        <message>
            <source>must be one of {choices}; {otherwise}.</source>
            <translation>يجب أن يكون واحدًا من {choices}؛ {otherwise}.</translation>
        </message>
        <message>
            <source>{choice} is used</source>
            <translation>يُستخدم {choice}</translation>
        </message>
        <message>
            <source>“{path}” cannot be read: {reason}.</source>
            <translation>تعذّرت قراءة «{path}»: {reason}.</translation>
        </message>
        <message>
            <source>“{path}” cannot be written: {reason}.</source>
            <translation>تعذّرت كتابة «{path}»: {reason}.</translation>
        </message>
        <message>
            <source>“{path}” cannot be removed: {reason}.</source>
            <translation>تعذّر حذف «{path}»: {reason}.</translation>
        </message>
        <message>
            <source>in memory</source>
            <translation>في الذاكرة</translation>
        </message>
        <message>
            <source>in “{path}”</source>
            <translation>في «{path}»</translation>
        </message>
        <message>
            <source>The file “{path}” was written by a newer version of Status Tray; update Status Tray, or use another profile.</source>
            <translation>كتب الملفَّ «{path}» إصدارٌ أحدث من Status Tray؛ حدّث Status Tray، أو استخدم ملف مستخدم آخر.</translation>
        </message>
        <message>
            <source>What Status Tray remembers ({place}) could not be opened: {reason}.</source>
            <translation>تعذّر فتح ما يتذكره Status Tray ‏({place}): {reason}.</translation>
        </message>
        <message>
            <source>What Status Tray remembers ({place}) could not be read: {reason}.</source>
            <translation>تعذّرت قراءة ما يتذكره Status Tray ‏({place}): {reason}.</translation>
        </message>
        <message>
            <source>What Status Tray remembers ({place}) could not be written: {reason}.</source>
            <translation>تعذّرت كتابة ما يتذكره Status Tray ‏({place}): {reason}.</translation>
        </message>
        <message>
            <source>the disk is full</source>
            <translation>القرص ممتلئ</translation>
        </message>
        <message>
            <source>another program has locked it</source>
            <translation>أقفله برنامج آخر</translation>
        </message>
        <message>
            <source>it is write-protected or its directory is</source>
            <translation>هو أو مجلده محمي من الكتابة</translation>
        </message>
        <message>
            <source>A path that is no UTF-8 cannot be written into a desktop entry.</source>
            <translation>لا يمكن كتابة مسار غير مرمّز بـUTF-8 في مدخلة سطح مكتب.</translation>
        </message>
        <message>
            <source>Others can write to “{path}”; choose a directory of your own.</source>
            <translation>يقدر آخرون على الكتابة في «{path}»؛ اختر مجلدًا خاصًا بك.</translation>
        </message>
        <message>
            <source>The profile directory “{path}” cannot be written.</source>
            <translation>لا يمكن الكتابة في مجلد ملف المستخدم «{path}».</translation>
        </message>
        <message>
            <source>The profile directory “{path}” cannot be used: {reason}.</source>
            <translation>لا يمكن استخدام مجلد ملف المستخدم «{path}»: {reason}.</translation>
        </message>
        <message>
            <source>What Status Tray remembers is closed already.</source>
            <translation>أُغلق ما يتذكره Status Tray بالفعل.</translation>
        </message>
    </context>
    <context>
        <name>Rule</name>
        <message>
            <source>Default ({rule})</source>
            <translation>المبدئي ({rule})</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>بلا تنبيه</translation>
        </message>
        <message>
            <source>List only</source>
            <translation>القائمة فقط</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>دائمًا</translation>
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message>
            <source>Start Status Tray when I log in</source>
            <translation>بدء Status Tray عند تسجيل دخولي</translation>
        </message>
        <message>
            <source>Not saved: asked for at each start</source>
            <translation>غير محفوظة: تُطلب عند كل بدء</translation>
        </message>
        <message>
            <source>Remove {account} from Status Tray? Its saved password goes too, and what is remembered of its contacts. The account itself stays on its server, and so does its status.</source>
            <translation>أيُزال {account} من Status Tray؟ تُحذف أيضًا كلمة سره المحفوظة وما يُتذكر من جهات اتصاله. ويبقى الحساب نفسه على خادومه، وكذلك حالته.</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>إزالة</translation>
        </message>
        <message>
            <source>not used</source>
            <translation>غير مستخدم</translation>
        </message>
        <message>
            <source>{server}, direct TLS</source>
            <translation>‏{server}، TLS مباشر</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>الحسابات</translation>
        </message>
        <message>
            <source>Use this account</source>
            <translation>استخدام هذا الحساب</translation>
        </message>
        <message>
            <source>Server…</source>
            <translation>الخادوم…</translation>
        </message>
        <message>
            <source>Forget Certificate</source>
            <translation>نسيان الشهادة</translation>
        </message>
        <message>
            <source>Remove…</source>
            <translation>إزالة…</translation>
        </message>
        <message>
            <source>One status for all accounts</source>
            <translation>حالة واحدة لكل الحسابات</translation>
        </message>
        <message>
            <source>Trusted certificate</source>
            <translation>الشهادة الموثوقة</translation>
        </message>
        <message>
            <source>From the left: no status, set, connecting, offline, needs you.</source>
            <translation>من اليمين: بلا حالة، حالة معيّنة، يتصل، غير متصل، يحتاج إليك.</translation>
        </message>
        <message>
            <source>Contacts are asked for theirs while they are in view in the window; nothing of yours is shown to them.</source>
            <translation>تُطلب من جهات الاتصال صورها ما دامت ظاهرة في النافذة؛ ولا يُعرض عليها شيء منك.</translation>
        </message>
        <message>
            <source>Show contacts' pictures</source>
            <translation>إظهار صور جهات الاتصال</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>اللغة</translation>
        </message>
        <message>
            <source>The system's</source>
            <translation>لغة النظام</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>تلقائي</translation>
        </message>
        <message>
            <source>Light, for dark panels</source>
            <translation>فاتحة، للأشرطة الداكنة</translation>
        </message>
        <message>
            <source>Dark, for light panels</source>
            <translation>داكنة، للأشرطة الفاتحة</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>ملونة</translation>
        </message>
        <message>
            <source>Icon in the panel</source>
            <translation>الأيقونة في الشريط</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>جهات الاتصال</translation>
        </message>
        <message>
            <source>Ask</source>
            <translation>السؤال</translation>
        </message>
        <message>
            <source>Keep it: it stays until Status Tray runs again</source>
            <translation>إبقاؤها: تبقى حتى يعمل Status Tray من جديد</translation>
        </message>
        <message>
            <source>Clear it</source>
            <translation>مسحها</translation>
        </message>
        <message>
            <source>When Status Tray quits while a status is set</source>
            <translation>عند إنهاء Status Tray وهناك حالة معيّنة</translation>
        </message>
        <message>
            <source>Contacts with a rule of their own</source>
            <translation>جهات اتصال لها قاعدتها الخاصة</translation>
        </message>
        <message>
            <source>Rule of the chosen contact</source>
            <translation>قاعدة جهة الاتصال المختارة</translation>
        </message>
        <message>
            <source>Remove Rule</source>
            <translation>إزالة القاعدة</translation>
        </message>
        <message>
            <source>{name}, contact of {account}</source>
            <translation>‏{name}، جهة اتصال {account}</translation>
        </message>
        <message>
            <source>{name}: {rule}</source>
            <translation>‏{name}: {rule}</translation>
        </message>
        <message>
            <source>All contacts</source>
            <translation>كل جهات الاتصال</translation>
        </message>
        <message>
            <source>Only contacts whose rule is “Always”</source>
            <translation>جهات الاتصال التي قاعدتها «دائمًا» فقط</translation>
        </message>
        <message>
            <source>Nobody yet. “Mute” on a notification adds a contact.</source>
            <translation>لا أحد بعد. زر «كتم» في التنبيه يضيف جهة اتصال.</translation>
        </message>
        <message>
            <source>Notify me about</source>
            <translation>إعلامي عن</translation>
        </message>
        <message>
            <source>{name} ({address})</source>
            <translation>‏{name} ({address})</translation>
        </message>
        <message>
            <source>These contacts may see when you are online, and with that your status.</source>
            <translation>لجهات الاتصال هذه أن ترى متى تكون متصلًا، ومع ذلك حالتك.</translation>
        </message>
        <message>
            <source>No longer let {contact} see your status, and when you are online? This is for your chat program too. {account} connects again for it.</source>
            <translation>ألا يُسمح بعد الآن لـ{contact} برؤية حالتك ومتى تكون متصلًا؟ يسري هذا على برنامج محادثتك أيضًا. ويعيد {account} الاتصال لأجل ذلك.</translation>
        </message>
        <message>
            <source>{name} – {address}, with {account}</source>
            <translation>‏{name} – {address}، مع {account}</translation>
        </message>
        <message>
            <source>{name} – {address}</source>
            <translation>‏{name} – {address}</translation>
        </message>
        <message>
            <source>Who sees your status</source>
            <translation>من يرى حالتك</translation>
        </message>
        <message>
            <source>Revoke…</source>
            <translation>سحب الإذن…</translation>
        </message>
        <message>
            <source>Show my status in my presence too</source>
            <translation>عرض حالتي في حضوري أيضًا</translation>
        </message>
        <message>
            <source>Revoke</source>
            <translation>سحب الإذن</translation>
        </message>
        <message>
            <source>Nobody may see your status.</source>
            <translation>ليس لأحد أن يرى حالتك.</translation>
        </message>
        <message>
            <source>Contacts are known once the account has been connected.</source>
            <translation>تُعرف جهات الاتصال بعد أن يتصل الحساب مرة.</translation>
        </message>
        <message>
            <source>General</source>
            <translation>عام</translation>
        </message>
        <message>
            <source>Notifications</source>
            <translation>التنبيهات</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>المظهر</translation>
        </message>
        <message>
            <source>Privacy</source>
            <translation>الخصوصية</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>الإعدادات</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>الصفحات</translation>
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
            <translation>اليوم {time}</translation>
        </message>
        <message>
            <source>d MMM yyyy</source>
            <comment>date format of QLocale</comment>
            <translation>d MMM yyyy</translation>
        </message>
        <message>
            <source>today</source>
            <translation>اليوم</translation>
        </message>
        <message>
            <source>until midnight</source>
            <translation>حتى منتصف الليل</translation>
        </message>
        <message>
            <source>until {moment}</source>
            <translation>حتى {moment}</translation>
        </message>
        <message>
            <source>{duration} left</source>
            <translation>بقي {duration}</translation>
        </message>
        <message>
            <source>Clears at midnight</source>
            <translation>تُمسح عند منتصف الليل</translation>
        </message>
        <message>
            <source>Clears {moment}</source>
            <translation>تُمسح {moment}</translation>
        </message>
        <message>
            <source>{day} {time}</source>
            <translation>‏{day} {time}</translation>
        </message>
        <message>
            <source>d MMM</source>
            <comment>date format of QLocale</comment>
            <translation>d MMM</translation>
        </message>
        <message>
            <source>{count} d</source>
            <comment>days</comment>
            <translation>{count} ي</translation>
        </message>
        <message>
            <source>{count} h</source>
            <comment>hours</comment>
            <translation>{count} س</translation>
        </message>
        <message>
            <source>{count} min</source>
            <comment>minutes</comment>
            <translation>{count} د</translation>
        </message>
        <message>
            <source>{count} s</source>
            <comment>seconds</comment>
            <translation>{count} ث</translation>
        </message>
        <message>
            <source>This moment is past; pick one that is to come.</source>
            <translation>مضى هذا الوقت؛ اختر وقتًا قادمًا.</translation>
        </message>
        <message>
            <source>This is more than 366 days away; pick an earlier moment.</source>
            <translation>هذا بعد أكثر من 366 يومًا؛ اختر وقتًا أقرب.</translation>
        </message>
        <message>
            <source>This is no moment; pick a date and a time.</source>
            <translation>ليس هذا وقتًا؛ اختر تاريخًا ووقتًا.</translation>
        </message>
        <message>
            <source>tomorrow {time}</source>
            <translation>غدًا {time}</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message>
            <source>Status Tray — no account yet</source>
            <translation>Status Tray — لا حساب بعد</translation>
        </message>
        <message>
            <source>{account}, {link}</source>
            <translation>‏{account}، {link}</translation>
        </message>
        <message>
            <source>{status} — {link}</source>
            <translation>‏{status} — {link}</translation>
        </message>
    </context>
    <context>
        <name>Trouble</name>
        <message>
            <source>Something went wrong in Status Tray itself; the log has the details.</source>
            <translation>حدث خطأ في Status Tray نفسه؛ التفاصيل في السجل.</translation>
        </message>
        <message>
            <source>Status Tray was updated. Restart it to finish updating.</source>
            <translation>تم تحديث Status Tray. أعد تشغيله لإتمام التحديث.</translation>
        </message>
        <message>
            <source>{reason} Nothing will be remembered after this run.</source>
            <translation>{reason} لن يُتذكر شيء بعد هذا التشغيل.</translation>
        </message>
        <message>
            <source>Something went wrong – see the log</source>
            <translation>حدث خطأ – انظر السجل</translation>
        </message>
        <message>
            <source>Cannot save – what you set may be forgotten</source>
            <translation>تعذّر الحفظ – قد يُنسى ما عيّنته</translation>
        </message>
        <message>
            <source>Profile not writable – nothing will be remembered</source>
            <translation>لا يمكن الكتابة في ملف المستخدم – لن يُتذكر شيء</translation>
        </message>
        <message>
            <source>Restart to Finish Updating</source>
            <translation>أعد التشغيل لإتمام التحديث</translation>
        </message>
    </context>
    <context>
        <name>Window</name>
        <message>
            <source>via presence</source>
            <translation>عبر الحضور</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>رجوع</translation>
        </message>
        <message>
            <source>Copy Status</source>
            <translation>نسخ الحالة</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>الحالة</translation>
        </message>
        <message>
            <source>Last changes</source>
            <translation>آخر التغييرات</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>التفاصيل</translation>
        </message>
        <message>
            <source>Address:</source>
            <translation>العنوان:</translation>
        </message>
        <message>
            <source>Account:</source>
            <translation>الحساب:</translation>
        </message>
        <message>
            <source>Notify:</source>
            <translation>التنبيه:</translation>
        </message>
        <message>
            <source>since {time}</source>
            <translation>منذ {time}</translation>
        </message>
        <message>
            <source>, </source>
            <comment>between groups</comment>
            <translation>، </translation>
        </message>
        <message>
            <source>Groups:</source>
            <translation>المجموعات:</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>جهات الاتصال</translation>
        </message>
        <message>
            <source>Copy Address</source>
            <translation>نسخ العنوان</translation>
        </message>
        <message>
            <source>Tell Me When This Clears</source>
            <translation>إعلامي عندما تُمسح هذه الحالة</translation>
        </message>
        <message>
            <source>Tell Me When This Changes</source>
            <translation>إعلامي عندما تتغير هذه الحالة</translation>
        </message>
        <message>
            <source>Notify</source>
            <translation>التنبيه</translation>
        </message>
        <message>
            <source>Details…</source>
            <translation>التفاصيل…</translation>
        </message>
        <message>
            <source>{name}: {status}</source>
            <translation>‏{name}: {status}</translation>
        </message>
        <message>
            <source>could not be asked – check the address</source>
            <translation>تعذّر سؤاله – تحقّق من العنوان</translation>
        </message>
        <message>
            <source>waiting for permission</source>
            <translation>بانتظار الإذن</translation>
        </message>
        <message>
            <source>Off – not shown</source>
            <translation>بلا تنبيه – لا تُعرض</translation>
        </message>
        <message>
            <source>No status</source>
            <translation>بلا حالة</translation>
        </message>
        <message>
            <source>{name}: {status}, via presence</source>
            <translation>‏{name}: {status}، عبر الحضور</translation>
        </message>
        <message>
            <source>{contact}. {marks}</source>
            <translation>‏{contact}. {marks}</translation>
        </message>
        <message>
            <source>{contact}, since {time}</source>
            <translation>{contact}، منذ {time}</translation>
        </message>
        <message>
            <source>Muted.</source>
            <translation>مكتوم.</translation>
        </message>
        <message>
            <source>You will be told when this clears.</source>
            <translation>ستُعلَم عندما تُمسح هذه الحالة.</translation>
        </message>
        <message>
            <source>You will be told when this changes.</source>
            <translation>ستُعلَم عندما تتغير هذه الحالة.</translation>
        </message>
        <message>
            <source>by {time}</source>
            <translation>قبل {time}</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>لا نتائج</translation>
        </message>
        <message>
            <source>Search contacts</source>
            <translation>البحث في جهات الاتصال</translation>
        </message>
        <message>
            <source>Add Contact…</source>
            <translation>إضافة جهة اتصال…</translation>
        </message>
        <message numerus="yes">
            <source>%n contact(s) found</source>
            <translation>
                <numerusform>لم يُعثر على أحد</numerusform>
                <numerusform>عُثر على جهة اتصال واحدة</numerusform>
                <numerusform>عُثر على جهتي اتصال</numerusform>
                <numerusform>عُثر على %Ln جهات اتصال</numerusform>
                <numerusform>عُثر على %Ln جهة اتصال</numerusform>
                <numerusform>عُثر على %Ln جهة اتصال</numerusform>
            </translation>
        </message>
        <message>
            <source>What are you doing?</source>
            <translation>ماذا تفعل؟</translation>
        </message>
        <message>
            <source>Your status</source>
            <translation>حالتك</translation>
        </message>
        <message>
            <source>Set</source>
            <translation>تعيين</translation>
        </message>
        <message>
            <source>All contacts</source>
            <translation>كل جهات الاتصال</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>المجموعة</translation>
        </message>
        <message>
            <source>No group</source>
            <translation>بلا مجموعة</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>الحساب</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>مسح</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>القائمة</translation>
        </message>
        <message>
            <source>The status could not be set.</source>
            <translation>تعذّر تعيين الحالة.</translation>
        </message>
        <message>
            <source>OK</source>
            <translation>موافق</translation>
        </message>
        <message>
            <source>The log could not be shown; it is the file “{path}”.</source>
            <translation>تعذّر عرض السجل؛ إنه الملف «{path}».</translation>
        </message>
        <message>
            <source>Offline – your contacts appear when connected.</source>
            <translation>غير متصل – تظهر جهات اتصالك عند الاتصال.</translation>
        </message>
        <message>
            <source>No tray was found. Add a system tray (“Status Tray Plugin”, “System Tray”) to your panel; until then this window does everything the icon would.</source>
            <translation>لم يُعثر على درج نظام. أضف واحدًا («ملحقة درج الحالة»، «درج النظام») إلى شريطك؛ وحتى ذلك الحين تفعل هذه النافذة كل ما تفعله الأيقونة.</translation>
        </message>
        <message>
            <source>Add an account to see your contacts here.</source>
            <translation>أضف حسابًا لترى جهات اتصالك هنا.</translation>
        </message>
        <message>
            <source>No contacts yet. People you add, here or in your chat program, appear here.</source>
            <translation>لا جهات اتصال بعد. يظهر هنا من تضيفهم، هنا أو في برنامج محادثتك.</translation>
        </message>
        <message>
            <source>Loading contacts…</source>
            <translation>تُحمَّل جهات الاتصال…</translation>
        </message>
        <message>
            <source>This desktop shows no tray icons. Install and switch on the GNOME extension “AppIndicator and KStatusNotifierItem Support”; until then this window does everything the icon would.</source>
            <translation>لا يعرض سطح المكتب هذا أيقونات الدرج. ثبّت إضافة جنوم «AppIndicator and KStatusNotifierItem Support» وفعّلها؛ وحتى ذلك الحين تفعل هذه النافذة كل ما تفعله الأيقونة.</translation>
        </message>
        <message>
            <source>Status Tray</source>
            <translation>Status Tray</translation>
        </message>
        <message>
            <source>Offline – as of {time}</source>
            <translation>غير متصل – آخر تحديث {time}</translation>
        </message>
        <message>
            <source>Connecting – as last known</source>
            <translation>يتصل – آخر ما عُرف</translation>
        </message>
        <message>
            <source>Offline – as last known</source>
            <translation>غير متصل – آخر ما عُرف</translation>
        </message>
    </context>
</TS>
