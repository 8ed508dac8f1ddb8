-- The tests' control interface of Prosody: accounts, rosters and stored items, many in one request.
--
-- POST /test_house/register  [{"user", "password"}]
-- POST /test_house/roster    [{"owner", "jid", "name", "subscription"}]
-- POST /test_house/publish   [{"user", "node", "id", "payload"}]

local json = require "util.json";
local st = require "util.stanza";
local xml = require "util.xml";
local rostermanager = require "core.rostermanager";
local usermanager = require "core.usermanager";

module:depends("http");

local function register(entry)
	assert(usermanager.create_user(entry.user, entry.password, module.host));
end

local function set_roster_item(entry)
	local roster = rostermanager.load_roster(entry.owner, module.host);
	local name = entry.name ~= "" and entry.name or nil;
	roster[entry.jid] = { name = name; subscription = entry.subscription; groups = {} };
	assert(rostermanager.save_roster(entry.owner, module.host, roster, entry.jid));
	rostermanager.roster_push(entry.owner, module.host, entry.jid);
end

local function publish(entry)
	local service = module:depends("pep").get_pep_service(entry.user);
	local item = st.stanza("item", { xmlns = "http://jabber.org/protocol/pubsub"; id = entry.id });
	item:add_child(assert(xml.parse(entry.payload)));
	assert(service:publish(entry.node, true, entry.id, item));
end

local function for_each(action)
	return function(event)
		local entries = assert(json.decode(event.request.body));
		for _, entry in ipairs(entries) do
			local done, problem = pcall(action, entry);
			if not done then
				event.response.status_code = 400;
				return tostring(problem);
			end
		end
		return "done";
	end
end

module:provides("http", {
	default_path = "/test_house";
	route = {
		["POST /register"] = for_each(register);
		["POST /roster"] = for_each(set_roster_item);
		["POST /publish"] = for_each(publish);
	};
});
