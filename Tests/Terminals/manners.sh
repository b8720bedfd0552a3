#!/bin/bash
# Runs Khabar in real terminals under Xvfb and prints how it treats them: how long it asks, how many bytes a
# key costs, and whether the terminal is afterwards what it was.
#
#   manners.sh KHABAR OUTPUT [TERMINAL...]
#
# «as before» means that `stty -a`, the terminal's own word on its modes (DECRQM) and every pixel of the
# screen are what they were before the program was started.
set -u
khabar=$(realpath "$1") out=$2
shift 2
. "$(dirname "$0")/terminals.sh"
terminals=("$@")
((${#terminals[@]})) || terminals=(xterm vte konsole mlterm kitty alacritty urxvt st pterm foot)

# MARK: Afterwards

# What ends the reader, or stops it.
end_reader() {
  case $1 in
    quit | back) xdotool key shift+q ;;
    SIGTERM) kill -TERM "$(< "$work/process")" ;;
    crash) kill -SEGV "$(< "$work/process")" ;;
    Ctrl-Z) xdotool key ctrl+z ;;
  esac
}

shows_reader() {
  [ -s "$work/process" ] || return 1
  import -silent -window "$window" "$work/reader.png" 2> /dev/null
  [ "$(difference "$out/$terminal-before.png" "$work/reader.png" "$work/none.png")" != 0 ]
}

# Prints a word for each way to leave.
leave() {
  local terminal=$1 way word
  rm -f "$work"/at-* "$work"/go-* "$work"/state-* "$work/process"
  fresh_archive
  write_command "" "$here/shell.pl $khabar $work"
  open_terminal "$terminal" "" || { stop_terminal; return 1; }
  wait_for test -e "$work/at-before"
  expose "$terminal"
  picture "$out/$terminal-before.png"
  printf '%8s' "$(sed -n 's/.*"milliseconds":\([0-9]*\).*/\1/p' "$work/doctor") ms"
  touch "$work/go-before"
  for way in quit SIGTERM crash Ctrl-Z back; do
    # A reader that was not there would leave the terminal as it was, too.
    wait_for shows_reader
    sleep 1
    end_reader $way
    # A key can be lost while the window is shown anew.
    wait_for test -e "$work/at-$way" || { end_reader $way; wait_for test -e "$work/at-$way"; }
    sleep 0.3
    expose "$terminal"
    picture "$out/$terminal-after-$way.png"
    word="as before"
    [ "$(difference "$out/$terminal-before.png" "$out/$terminal-after-$way.png" "$work/none.png")" = 0 ] || word=picture
    cmp -s "$work/state-before" "$work/state-$way" || word=modes
    [ "$word" = "as before" ] || { worst=1; cp "$work/state-$way" "$out/$terminal-$way.state"; cp "$work/state-before" "$out/$terminal-before.state"; }
    printf '%11s' "$word"
    # The stopped one goes on; all others are new.
    [ $way = Ctrl-Z ] || rm -f "$work/process"
    touch "$work/go-$way"
  done
  stop_terminal
}

# MARK: Bytes

sent() { stat -c %s "$work/typescript"; }

# Waits until nothing has been sent for a while.
settle_sent() {
  local before= quiet=0
  while ((quiet < 4)); do
    [ "$(sent)" = "$before" ] && quiet=$((quiet + 1)) || quiet=0
    before=$(sent)
    sleep 0.1
  done
}

# Prints the most bytes sent for a move in the list, and those for opening an article with what they are of its
# text.
count_bytes() {
  local terminal=$1 key before most=0 opened text
  fresh_archive
  rm -f "$work/typescript"
  write_command "" "script -qfc $khabar $work/typescript"
  open_terminal "$terminal" "" || { stop_terminal; return 1; }
  settle_sent
  for key in Down Down Down Up Down Up; do
    before=$(sent)
    xdotool key $key
    sleep 0.1
    settle_sent
    (($(sent) - before > most)) && most=$(($(sent) - before))
  done
  for key in Up Up Up Up; do xdotool key $key; done
  settle_sent
  before=$(sent)
  xdotool key Return
  sleep 0.1
  settle_sent
  opened=$(($(sent) - before))
  text=$(tail -c +$((before + 1)) "$work/typescript" |
    perl -0pe 's/\e\[[0-9;?<>=]*[ -\/]*[@-~]|\e\][^\a\e]*(\a|\e\\)|\e[78()=>B]//g' | wc -c)
  printf '%8s%8s%8s' $most $opened "$(perl -e "printf '%.1f', $opened / ($text || 1)")"
  ((most > 0 && most < 1024 && opened < 3 * text)) || worst=1
  # script outlives its terminal.
  xdotool key shift+q
  wait_for no_window
  stop_terminal
}

# MARK: A terminal that keeps the mode for every row

# 200 times a key or a new size; after every ten the screen must be the one that is painted from nothing.
use_long() {
  local turn keys=(Down Return Next BackSpace Down c Escape question Escape slash Escape Up t Next End Home)
  local sizes=(0 -60 40 -120 0) width height wrong=0
  fresh_archive
  write_command "" "$khabar"
  open_terminal vte "" || { stop_terminal; return 1; }
  eval "$(xdotool getwindowgeometry --shell "$window")"
  width=$WIDTH height=$HEIGHT
  for ((turn = 1; turn <= 200; turn++)); do
    if ((turn % 7 == 0)); then
      xdotool windowsize "$window" $((width + ${sizes[turn / 7 % 5]})) $((height + ${sizes[turn / 7 % 5]} / 2))
    else
      xdotool key "${keys[turn % ${#keys[@]}]}"
    fi
    sleep 0.12
    if ((turn % 10 == 0)); then
      sleep 0.3
      picture "$work/used.png"
      xdotool key ctrl+l
      sleep 0.3
      picture "$work/anew.png"
      if [ "$(difference "$work/used.png" "$work/anew.png" "$work/none.png")" != 0 ]; then
        wrong=$((wrong + 1))
        cp "$work/used.png" "$out/vte-turn-$turn.png"
        cp "$work/anew.png" "$out/vte-turn-$turn-anew.png"
      fi
    fi
  done
  cp "$work/used.png" "$out/vte-200.png"
  echo "VTE, 200 keys and new sizes: $wrong of 20 screens differ from those painted anew"
  ((wrong == 0)) || worst=1
  stop_terminal
}

worst=0
printf '%-12s%8s%11s%11s%11s%11s%11s%8s%8s%8s\n' "" asked quit SIGTERM crash Ctrl-Z fg,quit move open ×text
for terminal in "${terminals[@]}"; do
  printf '%-12s' "$terminal"
  if reason=$(lacks "$terminal"); then
    echo "   $reason"
    continue
  fi
  leave "$terminal" && count_bytes "$terminal" || worst=1
  echo
done
[[ " ${terminals[*]} " == *" vte "* ]] && ! lacks vte > /dev/null && use_long
exit $worst
