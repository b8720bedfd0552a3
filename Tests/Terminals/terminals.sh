# Real terminals under Xvfb: starts them, types into them, takes pictures of them. To be sourced with
# `khabar`, the program, and `out`, the folder for what is kept.

here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
all=(xterm vte konsole mlterm kitty kitty-arabic alacritty urxvt st pterm foot
  xterm+tmux xterm+screen vte+tmux konsole+tmux kitty+tmux kitty-arabic+tmux pterm+tmux mlterm+tmux)
columns=80 rows=24 size=12

work=$(mktemp -d /tmp/khabar-terminals.XXXXXX)
running=()
server=
cleanup() {
  tmux -S "$work/cells.socket" kill-server 2> /dev/null
  tmux -S "$work/mux.socket" kill-server 2> /dev/null
  ((${#running[@]})) && kill -- "${running[@]/#/-}" 2> /dev/null
  [ -n "$server" ] && kill "$server" 2> /dev/null
  rm -rf "$work"
}
trap cleanup EXIT
mkdir -p "$out" "$work/home/.config/khabar" "$work/run" "$work/cells"
chmod 700 "$work/run"
out=$(realpath "$out")

# Only what the set-up says counts: no variable of the person's own terminal, no configuration.
environment=(PATH="$PATH" HOME="$work/home" XDG_CONFIG_HOME="$work/home/.config"
  XDG_CACHE_HOME="$out/cache" XDG_DATA_HOME="$work/home/data" XDG_RUNTIME_DIR="$work/run"
  LC_ALL=C.UTF-8 SHELL=/bin/bash TZ=UTC KHABAR_ARCHIVE="$work/open.sqlite" LIBGL_ALWAYS_SOFTWARE=1
  QT_QPA_PLATFORM=xcb GDK_BACKEND=x11 NO_AT_BRIDGE=1 GSETTINGS_BACKEND=keyfile XDG_CURRENT_DESKTOP=X
  SWIFT_BACKTRACE=enable=no)
printf 'theme = "dark"\ntashkeel = "hidden"\nlanguage = "ar"\n' > "$work/home/.config/khabar/config.toml"
# The font has no Hebrew, and in pterm it depends on what is painted first which other font brings it.
mkdir -p "$work/home/.config/fontconfig"
cat > "$work/home/.config/fontconfig/fonts.conf" << END
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <match target="pattern">
    <test name="prgname"><string>pterm</string></test>
    <test name="family"><string>DejaVu Sans Mono</string></test>
    <edit name="family" mode="append" binding="strong"><string>Liberation Mono</string></edit>
  </match>
</fontconfig>
END
env -i "${environment[@]}" "$khabar" import "$here/articles.jsonl" > /dev/null || exit 2
mv "$work/open.sqlite" "$work/archive.sqlite"
# Everybody finds every article unread.
fresh_archive() { rm -f "$work/open.sqlite"*; cp "$work/archive.sqlite" "$work/open.sqlite"; }

printf '%s\n' 'set -g default-terminal tmux-256color' 'set -g status off' > "$work/tmux.conf"
printf '%s\n' 'startup_message off' 'defutf8 on' > "$work/screenrc"
mkfifo "$work/display"
Xvfb -displayfd 3 -screen 0 1700x1100x24 -nolisten tcp -noreset 3> "$work/display" > /dev/null 2>&1 &
server=$!
read -r -t 20 number < "$work/display" || { echo "Xvfb did not start" >&2; exit 2; }
export DISPLAY=:$number
# Else every press of an Arabic letter would change the keyboard, and some terminals would miss it.
xmodmap -e 'keycode 252 = Arabic_lam' -e 'keycode 253 = Arabic_alef' || exit 2

# Says what a set-up needs and is not here; fails when nothing is missing.
lacks() {
  local part program missing=1
  for part in ${1//+/ }; do
    case $part in
      vte) program=xfce4-terminal ;;
      kitty-arabic) program=kitty ;;
      foot) program="foot weston" ;;
      *) program=$part ;;
    esac
    for program in $program; do
      command -v "$program" > /dev/null && continue
      printf 'left out, there is no %s here' "$program"
      missing=0
    done
  done
  return $missing
}

# MARK: Terminals

# How each terminal is told to paint cells where they are put: bytes, or an option of its own.
good_bytes() {
  case $1 in
    vte) printf '%s' '\e[8l\e[1 k' ;;
    konsole) printf '%s' '\e]50;BidiRenderingEnabled=false\a' ;;
    mlterm) printf '%s' '\e]5379;use_ctl=false\a' ;;
  esac
}

# Starts a terminal that runs $work/run-this. $2 is «good» for the run with the recorded cells.
start_terminal() {
  local font="DejaVu Sans Mono" options=()
  case $1 in
    xterm) run xterm -u8 -tn xterm-256color -fa "$font" -fs $size -geometry ${columns}x$rows -bc +bc \
      -xrm 'XTerm*cursorBlink: false' -e "$work/run-this" ;;
    vte) run dbus-run-session -- xfce4-terminal --disable-server --hide-menubar --hide-borders \
      --hide-toolbar --hide-scrollbar --geometry=${columns}x$rows --font="$font $size" -x "$work/run-this" ;;
    konsole)
      mkdir -p "$work/home/data/konsole"
      printf '%s\n' '[General]' Name=suite Parent=FALLBACK/ TerminalColumns=$columns TerminalRows=$rows \
        ShowTerminalSizeHint=false '[Appearance]' "Font=$font,$size,-1,5,50,0,0,0,0,0" '[Scrolling]' \
        ScrollBarPosition=2 '[Terminal Features]' BlinkingCursorEnabled=false \
        > "$work/home/data/konsole/suite.profile"
      printf '%s\n' '[KonsoleWindow]' RememberWindowSize=false '[MainWindow]' MenuBar=Disabled \
        ToolBarsMovable=Disabled '[MainWindow][Toolbar mainToolBar]' Hidden=true \
        '[MainWindow][Toolbar sessionToolbar]' Hidden=true > "$work/home/.config/konsolerc"
      run dbus-run-session -- konsole --nofork --hide-menubar --hide-tabbar --profile suite -e "$work/run-this"
      ;;
    mlterm)
      mkdir -p "$work/home/.mlterm"
      printf 'DEFAULT = %s\n' "$font" | tee "$work/home/.mlterm/aafont" > "$work/home/.mlterm/font"
      run mlterm -E utf8 --type=xft -A -w $((size * 96 / 72)) -g ${columns}x$rows --sbmod=none \
        --term=xterm-256color -e "$work/run-this"
      ;;
    kitty | kitty-arabic)
      [ "$1" = kitty ] && font="Liberation Mono"
      [ "$2" = good ] && options=(-o force_ltr=yes)
      run kitty --config NONE -o font_family="$font" -o font_size=$size -o initial_window_width=${columns}c \
        -o initial_window_height=${rows}c -o remember_window_size=no -o cursor_blink_interval=0 \
        -o update_check_interval=0 -o shell_integration=disabled -o linux_display_server=x11 \
        "${options[@]}" "$work/run-this"
      ;;
    alacritty)
      # Else its cursor has the colour of the text it stands on, and on a blank nobody sees which that is.
      printf '%s\n' 'colors:' '  cursor: {text: "#000000", cursor: "#ffffff"}' 'font:' \
        "  normal: {family: \"$font\"}" "  size: $size" 'window:' \
        "  dimensions: {columns: $columns, lines: $rows}" > "$work/alacritty.yml"
      run env WINIT_UNIX_BACKEND=x11 WINIT_X11_SCALE_FACTOR=1 alacritty --config-file "$work/alacritty.yml" \
        -e "$work/run-this"
      ;;
    urxvt) run urxvt +sb -fn "xft:$font:size=$size" -geometry ${columns}x$rows -e "$work/run-this" ;;
    st) run st -f "$font:size=$size" -g ${columns}x$rows -e "$work/run-this" ;;
    pterm)
      mkdir -p "$work/home/.putty/sessions"
      printf '%s\n' DisableBidi=1 DisableArabicShaping=1 > "$work/home/.putty/sessions/good"
      [ "$2" = good ] && options=(-load good)
      run pterm "${options[@]}" -fn "client:$font $size" -geometry ${columns}x$rows -sb- -cs UTF-8 \
        -e "$work/run-this"
      ;;
    foot)
      printf '%s\n' '[main]' "font=$font:size=$size" initial-window-size-chars=${columns}x$rows '[csd]' \
        preferred=none '[cursor]' blink=no 'color=000000 ffffff' '[text-bindings]' '\xd9\x84=F9' '\xd8\xa7=F10' > "$work/foot.ini"
      printf '%s\n' '[core]' backend=x11-backend.so use-pixman=true idle-time=0 '[shell]' panel-position=none \
        background-color=0xff404040 locking=false animation=none startup-animation=none '[output]' name=X1 \
        mode=1300x800 > "$work/home/.config/weston.ini"
      run weston --socket=khabar --use-pixman
      wait_for test -S "$work/run/khabar"
      run env -u GDK_BACKEND WAYLAND_DISPLAY=khabar foot -c "$work/foot.ini" "$work/run-this"
      ;;
    *)
      echo "There is no set-up $1; the set-ups are: ${all[*]}" >&2
      exit 2
      ;;
  esac
}

run() {
  # A session of its own, so that all it starts can be ended with it.
  setsid env -i "${environment[@]}" DISPLAY="$DISPLAY" "$@" > "$work/terminal.log" 2>&1 &
  running+=($!)
}

# Writes $work/run-this: the program, in a multiplexer if the set-up has one.
write_command() { # multiplexer, program
  local inside=
  case $1 in
    tmux) inside="tmux -u -S $work/mux.socket -f $work/tmux.conf new-session $2" ;;
    screen) inside="screen -U -T screen-256color -c $work/screenrc $2" ;;
    *) inside=$2 ;;
  esac
  cat > "$work/run-this" << END
#!/bin/bash
export SCREENDIR=$work/run/screen
mkdir -p -m 700 \$SCREENDIR
export TERM=xterm-256color
unset COLORTERM
touch $work/ready
exec $inside
END
  chmod +x "$work/run-this"
}

# MARK: Windows and pictures

wait_for() {
  local tries=0
  until "$@" 2> /dev/null; do
    ((tries++ < 200)) || return 1
    sleep 0.05
  done
}

largest_window() {
  xdotool search --onlyvisible --name '' 2> /dev/null | while read -r id; do
    eval "$(xdotool getwindowgeometry --shell "$id" 2> /dev/null)" || continue
    ((WIDTH > 100 && HEIGHT > 50 && WIDTH < 1600)) && echo $((WIDTH * HEIGHT)) "$id"
  done | sort -n | tail -n 1 | cut -d' ' -f2
}

find_window() { window=$(largest_window); [ -n "$window" ]; }

# Some terminals let a letter reach into the next cell or not, by the order in which the two were written.
# What they paint when they are uncovered depends on the cells alone.
expose() {
  case $1 in
    xterm | urxvt | st | mlterm)
      xdotool windowunmap --sync "$window" windowmap --sync "$window" windowfocus "$window" 2> /dev/null
      sleep 0.3
      ;;
    konsole | pterm)
      # They keep what they have painted, but for a new size; not so new that another column would fit.
      eval "$(xdotool getwindowgeometry --shell "$window" 2> /dev/null)"
      xdotool windowsize "$window" $((WIDTH + 2)) "$HEIGHT" 2> /dev/null
      sleep 0.3
      xdotool windowsize "$window" "$WIDTH" "$HEIGHT" 2> /dev/null
      sleep 0.3
      ;;
  esac
}

# What the window shows, as a number.
looks() { import -silent -window "$window" rgb:- 2> /dev/null | cksum; }
looks_other() { [ "$(looks)" != "$1" ]; }

# Takes a picture when it has been the same for a while.
picture() {
  local before= now= quiet=0 tries=0
  while ((quiet < 3 && tries++ < 60)); do
    import -silent -window "$window" "$1" 2> /dev/null
    now=$(convert "$1" rgb:- 2> /dev/null | cksum)
    [ "$now" = "$before" ] && quiet=$((quiet + 1)) || quiet=0
    before=$now
    sleep 0.15
  done
}

# Ends the terminal, and what was started in it.
stop_terminal() {
  tmux -S "$work/mux.socket" kill-server 2> /dev/null
  SCREENDIR=$work/run/screen screen -X quit > /dev/null 2>&1
  kill -- "${running[@]/#/-}" 2> /dev/null
  wait "${running[@]}" 2> /dev/null
  running=()
  wait_for no_window
}

no_window() { [ -z "$(largest_window)" ]; }

# Starts what `write_command` has written in a terminal, and finds its window.
open_terminal() {
  running=()
  rm -f "$work/ready"
  start_terminal "$@"
  if wait_for test -e "$work/ready" && wait_for find_window; then
    # Away from every terminal, and inside weston, which shows the pointer where it saw it last.
    xdotool mousemove 1240 770 mousemove --sync 1250 780 windowfocus "$window" 2> /dev/null
    sleep 0.5
    return 0
  fi
  echo "$1 did not start:" >&2
  head -n 5 "$work/terminal.log" >&2
  return 1
}

# The number of pixels that differ.
difference() {
  local count
  count=$(compare -metric AE "$1" "$2" "$3" 2>&1)
  case $count in
    0) rm -f "$3" ;;
    '' | *[!0-9.e+]*) count=sizes ;;
  esac
  echo "$count"
}
