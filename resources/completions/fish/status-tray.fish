# Made by packaging/command_line.py of the program's own parser.

function __status_tray_at -d "Whether these words, and no others, say what is to be done"
    set -l words
    set -l skip
    for word in (commandline -opc)[2..-1]
        if set -q skip[1]
            set -e skip
            continue
        end
        switch $word
            case --account --ca-file --for --profile --server --until
                set skip yes
            case '-*'
            case '*'
                if not set -q words[1]; or contains -- "$words" preset account
                    set -a words $word
                end
        end
    end
    test "$words" = "$argv"
end

function __status_tray_accounts
    status-tray account list 2>/dev/null | string replace -r ' .*' ''
end

complete -c status-tray -f

complete -c status-tray -n '__status_tray_at ' -a run -d 'start; when it runs already, show its window'
complete -c status-tray -n '__status_tray_at ' -a set -d 'set your status, until you change or clear it'
complete -c status-tray -n '__status_tray_at ' -a clear -d 'have no status'
complete -c status-tray -n '__status_tray_at ' -a show -d 'show each account\'s status and connection'
complete -c status-tray -n '__status_tray_at ' -a contacts -d 'show every contact and its status'
complete -c status-tray -n '__status_tray_at ' -a watch -d 'show how things are, then each change as it comes, until Status Tray quits'
complete -c status-tray -n '__status_tray_at ' -a unlock -d 'give the password of an account that waits for it'
complete -c status-tray -n '__status_tray_at ' -a quit -d 'end the running Status Tray'
complete -c status-tray -n '__status_tray_at ' -a preset -d 'list, add, remove, export or import the statuses to choose from'
complete -c status-tray -n '__status_tray_at ' -a doctor -d 'look for what does not work, and say what to do about it'
complete -c status-tray -n '__status_tray_at ' -a account -d 'list, add or remove accounts'
complete -c status-tray -n '__status_tray_at ' -a integrate -d 'put the program into the desktop\'s menu; also its manual, its completions and its systemd unit into place'
complete -c status-tray -n '__status_tray_at ' -s h -l help -d 'show this help'
complete -c status-tray -n '__status_tray_at ' -l profile -x -a '(__fish_complete_directories)' -d 'keep configuration, state and log in this directory'
complete -c status-tray -n '__status_tray_at ' -l account -x -a '(__status_tray_accounts)' -d 'this account instead of all'
complete -c status-tray -n '__status_tray_at ' -l headless -d 'without tray and window'
complete -c status-tray -n '__status_tray_at ' -l debug -d 'write a detailed log'
complete -c status-tray -n '__status_tray_at ' -l password-stdin -d 'read the password from standard input'
complete -c status-tray -n '__status_tray_at ' -l version -d 'show the version'
complete -c status-tray -n '__status_tray_at ' -l self-test -d 'look whether this installation is complete'
complete -c status-tray -n '__status_tray_at run' -s h -l help -d 'show this help'
complete -c status-tray -n '__status_tray_at run' -l profile -x -a '(__fish_complete_directories)' -d 'keep configuration, state and log in this directory'
complete -c status-tray -n '__status_tray_at run' -l account -x -a '(__status_tray_accounts)' -d 'this account instead of all'
complete -c status-tray -n '__status_tray_at run' -l headless -d 'without tray and window'
complete -c status-tray -n '__status_tray_at run' -l debug -d 'write a detailed log'
complete -c status-tray -n '__status_tray_at run' -l password-stdin -d 'read the password from standard input'
complete -c status-tray -n '__status_tray_at set' -s h -l help -d 'show this help'
complete -c status-tray -n '__status_tray_at set' -l profile -x -a '(__fish_complete_directories)' -d 'keep configuration, state and log in this directory'
complete -c status-tray -n '__status_tray_at set' -l account -x -a '(__status_tray_accounts)' -d 'this account instead of all'
complete -c status-tray -n '__status_tray_at set' -l for -x -d 'clear it after 30s, 45m, 1h30m or 1d (24 hours), or with today at midnight'
complete -c status-tray -n '__status_tray_at set' -l until -x -d 'clear it at 15:30 (tomorrow, when past) or 2026-12-24T18:00'
complete -c status-tray -n '__status_tray_at clear' -s h -l help -d 'show this help'
complete -c status-tray -n '__status_tray_at clear' -l profile -x -a '(__fish_complete_directories)' -d 'keep configuration, state and log in this directory'
complete -c status-tray -n '__status_tray_at clear' -l account -x -a '(__status_tray_accounts)' -d 'this account instead of all'
complete -c status-tray -n '__status_tray_at show' -s h -l help -d 'show this help'
complete -c status-tray -n '__status_tray_at show' -l profile -x -a '(__fish_complete_directories)' -d 'keep configuration, state and log in this directory'
complete -c status-tray -n '__status_tray_at show' -l account -x -a '(__status_tray_accounts)' -d 'this account instead of all'
complete -c status-tray -n '__status_tray_at show' -l json -d 'write JSON, for programs'
complete -c status-tray -n '__status_tray_at contacts' -s h -l help -d 'show this help'
complete -c status-tray -n '__status_tray_at contacts' -l profile -x -a '(__fish_complete_directories)' -d 'keep configuration, state and log in this directory'
complete -c status-tray -n '__status_tray_at contacts' -l account -x -a '(__status_tray_accounts)' -d 'this account instead of all'
complete -c status-tray -n '__status_tray_at contacts' -l json -d 'write JSON, for programs'
complete -c status-tray -n '__status_tray_at watch' -s h -l help -d 'show this help'
complete -c status-tray -n '__status_tray_at watch' -l profile -x -a '(__fish_complete_directories)' -d 'keep configuration, state and log in this directory'
complete -c status-tray -n '__status_tray_at watch' -l account -x -a '(__status_tray_accounts)' -d 'this account instead of all'
complete -c status-tray -n '__status_tray_at watch' -l json -d 'write JSON, for programs'
complete -c status-tray -n '__status_tray_at unlock' -s h -l help -d 'show this help'
complete -c status-tray -n '__status_tray_at unlock' -l profile -x -a '(__fish_complete_directories)' -d 'keep configuration, state and log in this directory'
complete -c status-tray -n '__status_tray_at unlock' -l account -x -a '(__status_tray_accounts)' -d 'this account instead of all'
complete -c status-tray -n '__status_tray_at unlock' -l password-stdin -d 'read the password from standard input'
complete -c status-tray -n '__status_tray_at quit' -s h -l help -d 'show this help'
complete -c status-tray -n '__status_tray_at quit' -l profile -x -a '(__fish_complete_directories)' -d 'keep configuration, state and log in this directory'
complete -c status-tray -n '__status_tray_at quit' -l account -x -a '(__status_tray_accounts)' -d 'this account instead of all'
complete -c status-tray -n '__status_tray_at preset' -a list -d 'show the presets with their numbers'
complete -c status-tray -n '__status_tray_at preset' -a add -d 'add a preset'
complete -c status-tray -n '__status_tray_at preset' -a remove -d 'remove a preset'
complete -c status-tray -n '__status_tray_at preset' -a export -d 'write the presets to a file, for others'
complete -c status-tray -n '__status_tray_at preset' -a import -d 'add the presets of a file; one whose text is there already is left out'
complete -c status-tray -n '__status_tray_at preset' -s h -l help -d 'show this help'
complete -c status-tray -n '__status_tray_at preset' -l profile -x -a '(__fish_complete_directories)' -d 'keep configuration, state and log in this directory'
complete -c status-tray -n '__status_tray_at preset' -l account -x -a '(__status_tray_accounts)' -d 'this account instead of all'
complete -c status-tray -n '__status_tray_at preset list' -s h -l help -d 'show this help'
complete -c status-tray -n '__status_tray_at preset list' -l profile -x -a '(__fish_complete_directories)' -d 'keep configuration, state and log in this directory'
complete -c status-tray -n '__status_tray_at preset list' -l account -x -a '(__status_tray_accounts)' -d 'this account instead of all'
complete -c status-tray -n '__status_tray_at preset add' -s h -l help -d 'show this help'
complete -c status-tray -n '__status_tray_at preset add' -l profile -x -a '(__fish_complete_directories)' -d 'keep configuration, state and log in this directory'
complete -c status-tray -n '__status_tray_at preset add' -l account -x -a '(__status_tray_accounts)' -d 'this account instead of all'
complete -c status-tray -n '__status_tray_at preset add' -l for -x -d 'clear it by itself after 30s, 45m, 1h30m or 1d, or with today at midnight'
complete -c status-tray -n '__status_tray_at preset remove' -s h -l help -d 'show this help'
complete -c status-tray -n '__status_tray_at preset remove' -l profile -x -a '(__fish_complete_directories)' -d 'keep configuration, state and log in this directory'
complete -c status-tray -n '__status_tray_at preset remove' -l account -x -a '(__status_tray_accounts)' -d 'this account instead of all'
complete -c status-tray -n '__status_tray_at preset export' -s h -l help -d 'show this help'
complete -c status-tray -n '__status_tray_at preset export' -l profile -x -a '(__fish_complete_directories)' -d 'keep configuration, state and log in this directory'
complete -c status-tray -n '__status_tray_at preset export' -l account -x -a '(__status_tray_accounts)' -d 'this account instead of all'
complete -c status-tray -n '__status_tray_at preset export' -F
complete -c status-tray -n '__status_tray_at preset import' -s h -l help -d 'show this help'
complete -c status-tray -n '__status_tray_at preset import' -l profile -x -a '(__fish_complete_directories)' -d 'keep configuration, state and log in this directory'
complete -c status-tray -n '__status_tray_at preset import' -l account -x -a '(__status_tray_accounts)' -d 'this account instead of all'
complete -c status-tray -n '__status_tray_at preset import' -l replace -d 'remove the present ones first'
complete -c status-tray -n '__status_tray_at preset import' -F
complete -c status-tray -n '__status_tray_at doctor' -s h -l help -d 'show this help'
complete -c status-tray -n '__status_tray_at doctor' -l profile -x -a '(__fish_complete_directories)' -d 'keep configuration, state and log in this directory'
complete -c status-tray -n '__status_tray_at doctor' -l account -x -a '(__status_tray_accounts)' -d 'this account instead of all'
complete -c status-tray -n '__status_tray_at doctor' -l json -d 'write JSON, for programs'
complete -c status-tray -n '__status_tray_at account' -a add -d 'add an account, or change its password or server; logs in to check'
complete -c status-tray -n '__status_tray_at account' -a list -d 'show the accounts'
complete -c status-tray -n '__status_tray_at account' -a remove -d 'remove an account, its saved password and what is remembered of it'
complete -c status-tray -n '__status_tray_at account' -s h -l help -d 'show this help'
complete -c status-tray -n '__status_tray_at account' -l profile -x -a '(__fish_complete_directories)' -d 'keep configuration, state and log in this directory'
complete -c status-tray -n '__status_tray_at account' -l account -x -a '(__status_tray_accounts)' -d 'this account instead of all'
complete -c status-tray -n '__status_tray_at account add' -s h -l help -d 'show this help'
complete -c status-tray -n '__status_tray_at account add' -l profile -x -a '(__fish_complete_directories)' -d 'keep configuration, state and log in this directory'
complete -c status-tray -n '__status_tray_at account add' -l account -x -a '(__status_tray_accounts)' -d 'this account instead of all'
complete -c status-tray -n '__status_tray_at account add' -l server -x -d 'where the server is, when DNS does not say'
complete -c status-tray -n '__status_tray_at account add' -l direct-tls -l no-direct-tls -d 'encrypt from the first byte (usual on port 5223)'
complete -c status-tray -n '__status_tray_at account add' -l ca-file -r -F -d 'trust the authorities in this file too (PEM)'
complete -c status-tray -n '__status_tray_at account add' -l no-check -d 'do not log in to check'
complete -c status-tray -n '__status_tray_at account add' -l password-stdin -d 'read the password from standard input'
complete -c status-tray -n '__status_tray_at account list' -s h -l help -d 'show this help'
complete -c status-tray -n '__status_tray_at account list' -l profile -x -a '(__fish_complete_directories)' -d 'keep configuration, state and log in this directory'
complete -c status-tray -n '__status_tray_at account list' -l account -x -a '(__status_tray_accounts)' -d 'this account instead of all'
complete -c status-tray -n '__status_tray_at account remove' -s h -l help -d 'show this help'
complete -c status-tray -n '__status_tray_at account remove' -l profile -x -a '(__fish_complete_directories)' -d 'keep configuration, state and log in this directory'
complete -c status-tray -n '__status_tray_at account remove' -l account -x -a '(__status_tray_accounts)' -d 'this account instead of all'
complete -c status-tray -n '__status_tray_at account remove' -a '(__status_tray_accounts)'
complete -c status-tray -n '__status_tray_at integrate' -s h -l help -d 'show this help'
complete -c status-tray -n '__status_tray_at integrate' -l profile -x -a '(__fish_complete_directories)' -d 'keep configuration, state and log in this directory'
complete -c status-tray -n '__status_tray_at integrate' -l account -x -a '(__status_tray_accounts)' -d 'this account instead of all'
complete -c status-tray -n '__status_tray_at integrate' -l remove -d 'take back what was put there, unless it was changed'
