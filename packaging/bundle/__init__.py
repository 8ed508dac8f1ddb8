"""What `status_tray.spec` and `build.sh` do with: contents, icons, notices, and the measuring of the result."""
