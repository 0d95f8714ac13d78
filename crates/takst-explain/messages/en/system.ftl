# What is wrong with a file that the operating system refuses to read or write. It stands after a colon.

system-not-found = the file or folder does not exist
system-denied = the user has no access to it
system-exists = a file of that name exists already
system-is-folder = this is a folder, and a file is needed
system-not-folder = a part of the path is a file, not a folder
system-folder-not-empty = the folder is not empty
system-full = there is no space left on the disk
system-quota = the user may not use more space on the disk
system-too-large = the file is larger than the disk or the system allows
system-read-only = the disk is write-protected
system-filename = the name cannot be used as the name of a file
system-busy = another program is using the file
system-pipe = the receiver has stopped reading
system-ended = the file ends too early
system-damaged = the content does not have the form it must have
system-timeout = there was no answer in time
system-memory = there is no memory left
system-many-files = too many files are open
system-device = the disk or the connection to it fails
system-network = there is no connection to the network
system-stopped = reading or writing was interrupted
system-unsupported = this is not a regular file
system-other = the system says “{ $text }”
