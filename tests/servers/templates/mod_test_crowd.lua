-- Thousands of contacts of one account, for measurements: each with an account, a stored status and, when wanted, a
-- device that is online, has capabilities and answers questions for them.  Nobody of them can log in.
--
-- POST /test_crowd/make    {"owner", "contacts": [{"user", "name", "id", "payload"}]}
-- POST /test_crowd/say     {"owner", "users": [user], "texts": [text]}: in turn, as mod_pep sends it; nothing is stored
-- POST /test_crowd/online  {"users": [user], "clients": [{"node", "ver", "query"}]}

local json = require "util.json";
local new_id = require "util.id".medium;
local st = require "util.stanza";
local xml = require "util.xml";
local rostermanager = require "core.rostermanager";
local storagemanager = require "core.storagemanager";
local usermanager = require "core.usermanager";

local bare_sessions, full_sessions = prosody.bare_sessions, prosody.full_sessions;

module:depends("http");

local function make(crowd)
	local rosters = storagemanager.open(module.host, "roster", "keyval");
	local pep = module:depends("pep");
	local owner = crowd.owner.."@"..module.host;
	local roster = { [false] = { version = 1; pending = {} } };
	for _, contact in ipairs(crowd.contacts) do
		assert(usermanager.create_user(contact.user, nil, module.host));
		local seen = { subscription = "both"; groups = {} };
		rosters:set(contact.user, { [owner] = seen; [false] = { version = 1; pending = {} } });
		roster[contact.user.."@"..module.host] = { name = contact.name; subscription = "both"; groups = {} };
		local item = st.stanza("item", { xmlns = "http://jabber.org/protocol/pubsub"; id = contact.id });
		item:add_child(assert(xml.parse(contact.payload)));
		local service = pep.get_pep_service(contact.user);
		assert(service:publish("http://jabber.org/protocol/status", true, contact.id, item));
	end
	rosters:set(crowd.owner, roster);
end

-- A session that only answers what is asked of its capabilities.
local function device(user, client)
	local jid = user.."@"..module.host;
	local session = {
		type = "c2s"; username = user; host = module.host; resource = "phone"; full_jid = jid.."/phone";
		priority = 0; interested = false; log = module._log;
	};
	session.presence = st.presence({ from = session.full_jid }):tag("c", {
		xmlns = "http://jabber.org/protocol/caps"; hash = "sha-1"; node = client.node; ver = client.ver;
	}):up();
	function session.send(stanza)
		if stanza.name == "iq" and stanza.attr.type == "get" then
			local asked = stanza.tags[1];
			local query = assert(xml.parse(client.query));
			query.attr.node = asked.attr.node;
			module:send(st.reply(stanza):add_child(query));
		end
		return true;
	end
	return session;
end

local function online(crowd)
	for number, user in ipairs(crowd.users) do
		local session = device(user, crowd.clients[number % #crowd.clients + 1]);
		local roster = rostermanager.load_roster(user, module.host);
		local sessions = { sessions = { phone = session }; top_resources = { session }; roster = roster };
		bare_sessions[user.."@"..module.host] = sessions;
		prosody.hosts[module.host].sessions[user] = sessions;
		full_sessions[session.full_jid] = session;
	end
end

local function event(user, text)
	return st.message({ from = user.."@"..module.host, type = "headline", id = new_id() })
		:tag("event", { xmlns = "http://jabber.org/protocol/pubsub#event" })
			:tag("items", { node = "http://jabber.org/protocol/status" })
				:tag("item", { xmlns = "http://jabber.org/protocol/pubsub#event"; id = new_id() })
					:tag("status", { xmlns = "http://jabber.org/protocol/status" }):text_tag("text", text):reset();
end

local function say(crowd)
	for _, session in pairs(bare_sessions[crowd.owner.."@"..module.host].sessions) do
		for number, text in ipairs(crowd.texts) do
			local message = event(crowd.users[(number - 1) % #crowd.users + 1], text);
			message.attr.to = session.full_jid;
			module:send(message);
		end
	end
end

local function with_body(action)
	return function(event)
		local done, problem = pcall(action, assert(json.decode(event.request.body)));
		if not done then
			event.response.status_code = 400;
			return tostring(problem);
		end
		return "done";
	end
end

module:provides("http", {
	default_path = "/test_crowd";
	route = {
		["POST /make"] = with_body(make);
		["POST /say"] = with_body(say);
		["POST /online"] = with_body(online);
	};
});
