#!/bin/bash
# Runs Khabar in real terminals under Xvfb and compares what they show with the same cells in a mode of
# that terminal that is known to be good.
#
#   suite.sh KHABAR OUTPUT [SETUP...]
#
# Every set-up is started twice: once with the reader, once with the reader's cells written as they are,
# after the terminal was told by its own option to paint cells where they are put. The pictures must not
# differ in a single pixel. They stay in OUTPUT; where two differ, so does a third of the difference.
set -u
khabar=$(realpath "$1") out=$2
shift 2
. "$(dirname "$0")/terminals.sh"
setups=("$@")
((${#setups[@]})) || setups=("${all[@]}")
scenes=(list article find help)

# The screens, made and left with the same keys everywhere.
keys_of() { # tmux's names on the left, xdotool's on the right
  case $1 in
    list) echo "Down|Down" ;;
    article) echo "Up Enter|Up Return" ;;
    find) echo "/ 2 4 ل ا U S B|slash 2 4 Arabic_lam Arabic_alef shift+u shift+s shift+b" ;;
    help) echo "Escape ?|Escape question" ;;
  esac
}

# MARK: The cells

# The reader in a tmux that nobody looks at: it says nothing of the terminal outside, so it is sent cells as
# they are, and gives them back.
record_cells() {
  local scene key before after
  local tmux=(env -i "${environment[@]}" TERM=xterm-256color tmux -u -S "$work/cells.socket" -f "$work/tmux.conf")
  fresh_archive
  "${tmux[@]}" new-session -d -x $columns -y $rows "$khabar"
  for scene in "${scenes[@]}"; do
    settle_cells "${tmux[@]}"
    for key in $(keys_of "$scene" | cut -d'|' -f1); do
      before=$("${tmux[@]}" capture-pane -p -e -N | cksum)
      "${tmux[@]}" send-keys "$key"
      wait_for cells_changed "$before" "${tmux[@]}"
    done
    settle_cells "${tmux[@]}"
    "${tmux[@]}" capture-pane -p -e -N > "$work/cells/$scene"
    "${tmux[@]}" display-message -p '#{cursor_y} #{cursor_x} #{cursor_flag}' > "$work/cells/$scene.cursor"
  done
  "${tmux[@]}" kill-server
}

cells_changed() {
  local before=$1
  shift
  [ "$("$@" capture-pane -p -e -N | cksum)" != "$before" ]
}

settle_cells() {
  local before= now= quiet=0
  while ((quiet < 4)); do
    now=$("$@" capture-pane -p -e -N | cksum)
    [ "$now" = "$before" ] && quiet=$((quiet + 1)) || quiet=0
    before=$now
    sleep 0.1
  done
}

# Writes a program that shows the recorded cells, one screen for each key it gets.
write_player() { # start bytes
  local scene row line number y x shown
  for scene in "${scenes[@]}"; do
    {
      printf '\e[0m\e[?25l\e[H\e[2J'
      number=0
      while IFS= read -r line; do
        number=$((number + 1))
        printf '\e[%d;1H%s' $number "$line"
      done < "$work/cells/$scene"
      read -r y x shown < "$work/cells/$scene.cursor"
      ((shown)) && printf '\e[%d;%dH\e[?25h' $((y + 1)) $((x + 1))
    } > "$work/cells/$scene.play"
  done
  cat > "$work/play" << END
#!/bin/bash
stty raw -echo
printf '\e[?1049h$1'
for scene in ${scenes[*]}; do
  cat "$work/cells/\$scene.play"
  IFS= read -r -n 1 key
done
sleep 60
END
  chmod +x "$work/play"
}

# Runs one set-up through all scenes; $2 is «good» or empty.
photograph() {
  local setup=$1 kind=$2 terminal=${1%%+*} multiplexer= scene key before failed=0
  [[ $setup == *+* && $kind != good ]] && multiplexer=${setup#*+}
  if [ "$kind" = good ]; then
    write_player "$(good_bytes "$terminal")"
    write_command "" "$work/play"
  else
    fresh_archive
    write_command "$multiplexer" "$khabar"
  fi
  if open_terminal "$terminal" "$kind"; then
    for scene in "${scenes[@]}"; do
      if [ "$kind" = good ]; then
        if [ "$scene" != "${scenes[0]}" ]; then
          before=$(looks)
          xdotool key space
          wait_for looks_other "$before"
        fi
      else
        for key in $(keys_of "$scene" | cut -d'|' -f2); do
          # weston does not hear of keys that X has bound anew.
          [ "$terminal" = foot ] && case $key in Arabic_lam) key=F9 ;; Arabic_alef) key=F10 ;; esac
          # Every key here changes something; an escape may wait for what follows it.
          before=$(looks)
          xdotool key "$key"
          wait_for looks_other "$before"
        done
      fi
      sleep 0.2
      expose "$terminal"
      picture "$out/$setup-$scene${kind:+-$kind}.png"
    done
  else
    failed=1
  fi
  stop_terminal
  return $failed
}

# MARK: The run

record_cells
printf '%-20s' ""
printf '%10s' "${scenes[@]}"
echo
worst=0
# In PuTTY the tail of a letter that reaches into the next cell is cut or not, by what is painted first.
allowed_of() { case $1 in pterm*) echo 6 ;; *) echo 0 ;; esac; }
for setup in "${setups[@]}"; do
  printf '%-20s' "$setup"
  if reason=$(lacks "$setup"); then
    echo "   $reason"
    continue
  fi
  if photograph "$setup" good && photograph "$setup" ""; then
    for scene in "${scenes[@]}"; do
      pixels=$(difference "$out/$setup-$scene.png" "$out/$setup-$scene-good.png" "$out/$setup-$scene-diff.png")
      if [ "$pixels" = 0 ]; then
        pixels=same
      elif [[ $pixels == *[!0-9]* ]] || ((pixels > $(allowed_of "$setup"))); then
        worst=1
      fi
      printf '%10s' "$pixels"
    done
  else
    worst=1
    printf '   did not start'
  fi
  echo
done
echo "The pictures are in $out"
exit $worst
